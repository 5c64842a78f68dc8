import BrowserOnly from "@docusaurus/BrowserOnly";
import Layout from "@theme/Layout";
import { lazy, type ReactNode, Suspense } from "react";

// Loaded by those who look at it, and by nobody else.
const Playground = lazy(() => import("../playground/Playground.tsx"));

const waiting = <p>Loading the playground …</p>;

export default function PlaygroundPage(): ReactNode {
  return (
    <Layout
      title="Playground"
      description="Train a neural network in this page: on a set of points, your own CSV, or handwritten digits"
    >
      <main className="container margin-vert--lg">
        <h1>Playground</h1>
        <p>
          A net that trains in this page, at the speed of the packages. Choose what it learns and what it is made of,
          run it or take it step by step, and take model and code with you.
        </p>
        <BrowserOnly fallback={waiting}>
          {() => (
            <Suspense fallback={waiting}>
              <Playground />
            </Suspense>
          )}
        </BrowserOnly>
      </main>
    </Layout>
  );
}
