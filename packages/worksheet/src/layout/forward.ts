import type { Book } from "./book.ts";
import { placesOf } from "./graph.ts";
import { writeInside } from "./inside.ts";
import type { Problem } from "./problem.ts";
import { calledOf } from "./symbols.ts";
import { unmarked } from "./unmarked.ts";

/** What is given: the batch, the weights, the masks. */
export function writeGiven(book: Book, problem: Problem): void {
  const { inputs, outputs, layers } = problem;
  const whose = (suffix: string): string => (suffix ? ` ${suffix.slice(1)}` : "");
  for (const { symbol, value } of inputs) {
    book.given(symbol, 0, `the inputs${whose(symbol.slice(1))}, an example a row`, value);
  }
  for (const { suffix, target } of outputs) book.given(`y${suffix}`, 0, `the targets${whose(suffix)}`, target);
  layers.forEach(({ parameters, carried, mask }, i) => {
    const layer = i + 1;
    for (const { symbol, value } of parameters) {
      if (book.has(symbol)) continue;
      const [, ...again] = placesOf(problem, symbol);
      const places = /^W\d/.test(symbol) ? ": row r, column c leads from neuron r to neuron c" : "";
      const title = `${calledOf(symbol)} of layer ${[layer, ...again].join(" and of layer ")}${places}`;
      book.given(symbol, layer, title, value);
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
