import Link from "@docusaurus/Link";
import PaperPage from "@site/src/components/PaperPage";
import type { ReactNode } from "react";

export default function Home(): ReactNode {
  return (
    <PaperPage
      title="Neural networks whose every number you can check"
      description="Small npm packages that train neural networks, and lay out back-propagation as one would on paper"
    >
      <h1>Neural networks whose every number you can check</h1>
      <p>
        Chainrule is a family of small npm packages for TypeScript and JavaScript. You write a function once; it is
        differentiated, printed as a formula, checked, and compiled. And for any net it lays out the whole of
        back-propagation as one would on paper: here is one. Change a weight, and every number follows.
      </p>
      <p>
        <Link className="button button--primary margin-right--sm" to="/guide/">
          Start here
        </Link>{" "}
        <Link className="button button--secondary" to="/network/">
          Packages
        </Link>
      </p>
    </PaperPage>
  );
}
