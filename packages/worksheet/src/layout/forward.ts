import type { Book } from "./book.ts";
import type { Problem } from "./problem.ts";
import { unmarked } from "./unmarked.ts";

/** What is given: the batch, the weights, the masks. */
export function writeGiven(book: Book, { input, target, layers }: Problem): void {
  book.given("x", 0, "the inputs, an example a row", input);
  book.given("y", 0, "the targets", target);
  layers.forEach(({ weights, bias, mask }, i) => {
    const layer = i + 1;
    book.given(
      `W${layer}`,
      layer,
      `weights of layer ${layer}: row r, column c leads from neuron r to neuron c`,
      weights,
    );
    if (bias) book.given(`b${layer}`, layer, `biases of layer ${layer}`, bias);
    if (mask)
      book.given(`mask${layer}`, layer, `dropout: what the activations of layer ${layer} are multiplied by`, mask);
  });
}

/** Pre-activations and activations, layer by layer. */
export function writeForward(book: Book, { layers }: Problem): void {
  layers.forEach((paper, i) => {
    const layer = i + 1;
    const before = inputOf(layer);
    book.write({
      quantity: `z${layer}`,
      layer,
      title: `pre-activations of layer ${layer}`,
      from: [before, `W${layer}`, ...(paper.bias ? [`b${layer}`] : [])],
      derive: (a, W, b) => (b ? a.matmul(W).add(b) : a.matmul(W)),
    });
    book.write({
      quantity: `a${layer}`,
      layer,
      title: `activations of layer ${layer}: ${paper.activationName}${paper.mask ? ", some dropped" : ""}`,
      from: [`z${layer}`, ...(paper.mask ? [`mask${layer}`] : [])],
      called: paper.activationName,
      derive: (z, mask) => {
        const a = unmarked(paper.activation(z));
        return mask ? a.mul(mask) : a;
      },
    });
  });
}

/** What goes into a layer. */
export const inputOf = (layer: number): string => (layer === 1 ? "x" : `a${layer - 1}`);
