import type { Book } from "./book.ts";
import { writeInside } from "./inside.ts";
import type { Problem } from "./problem.ts";
import { calledOf } from "./symbols.ts";
import { unmarked } from "./unmarked.ts";

/** What is given: the batch, the weights, the masks. */
export function writeGiven(book: Book, { input, target, layers }: Problem): void {
  book.given("x", 0, "the inputs, an example a row", input);
  book.given("y", 0, "the targets", target);
  layers.forEach(({ parameters, carried, mask }, i) => {
    const layer = i + 1;
    for (const { symbol, value } of parameters) {
      const places = /^W\d/.test(symbol) ? ": row r, column c leads from neuron r to neuron c" : "";
      book.given(symbol, layer, `${calledOf(symbol)} of layer ${layer}${places}`, value);
    }
    for (const { symbol, kind, value } of carried) {
      book.given(symbol, layer, `${kind} of layer ${layer}, before this step`, value);
    }
    if (mask)
      book.given(`mask${layer}`, layer, `dropout: what the activations of layer ${layer} are multiplied by`, mask);
  });
}

/** Pre-activations and activations, layer by layer. */
export function writeForward(book: Book, problem: Problem): void {
  problem.layers.forEach((paper, i) => {
    const layer = i + 1;
    writeInside(book, problem, layer);
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
