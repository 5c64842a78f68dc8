import PaperPage from "@site/src/components/PaperPage";
import type { ReactNode } from "react";

export default function PaperOnItsOwn(): ReactNode {
  return (
    <PaperPage title="Paper" description="Back-propagation of any small net, every number of it, live and marked">
      <h1>The calculation on paper</h1>
      <p>
        Change a number, an activation, a layer: every step follows. Touch a weight to see its path through the chain
        rule. Write the steps yourself, and they are marked as you go.
      </p>
    </PaperPage>
  );
}
