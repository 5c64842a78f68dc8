import BrowserOnly from "@docusaurus/BrowserOnly";
import Layout from "@theme/Layout";
import { lazy, type ReactNode, Suspense } from "react";

// The packages are loaded by those who look at a paper, and by nobody else.
const Paper = lazy(() => import("../paper/Paper.tsx"));

interface Props {
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** A page with a live sheet of paper below its words. */
export default function PaperPage({ title, description, children }: Props): ReactNode {
  return (
    <Layout title={title} description={description}>
      <main className="container margin-vert--lg">
        {children}
        <BrowserOnly fallback={<p>Loading the paper …</p>}>
          {() => (
            <Suspense fallback={<p>Loading the paper …</p>}>
              <Paper />
            </Suspense>
          )}
        </BrowserOnly>
      </main>
    </Layout>
  );
}
