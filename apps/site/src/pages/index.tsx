import Layout from "@theme/Layout";
import type { ReactNode } from "react";

export default function Home(): ReactNode {
  return (
    <Layout>
      <main className="container margin-vert--lg">
        <h1>Chainrule</h1>
      </main>
    </Layout>
  );
}
