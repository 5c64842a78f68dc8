import { stabilize } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { regularized } from "./denseLayer.ts";
import type { Problem } from "./problem.ts";
import { withoutMarks } from "./unmarked.ts";

/** The loss by output and in all. */
export function writeLoss(book: Book, problem: Problem): void {
  const layer = problem.layers.length;
  const { activation, mask } = problem.layers.at(-1)!;
  book.write({
    quantity: "loss_terms",
    layer,
    title: `loss of each output: ${problem.lossName}`,
    from: [`a${layer}`, "y", `z${layer}`],
    called: problem.lossName,
    derive(a, y, z) {
      const shown = withoutMarks(problem.terms(a, y));
      // Through the activation: the logarithm of a probability that has become 0 is known all the same.
      return { shown, result: mask ? shown : stabilize([problem.terms(activation(z), y)])[0]! };
    },
  });
  if (problem.regularizer) writePenalty(book, problem, problem.regularizer);
  book.write({
    quantity: "loss",
    layer,
    title: `loss${problem.input.shape[0] === 1 ? "" : ` (${problem.batch} over the examples)`}${problem.regularizer ? ", with the penalty" : ""}`,
    from: ["loss_terms", ...(problem.regularizer ? ["penalty"] : [])],
    derive: (terms, penalty) => totalOf(terms, problem.regularizer && penalty, problem),
  });
}

function writePenalty(book: Book, { layers }: Problem, regularizer: NonNullable<Problem["regularizer"]>): void {
  book.write({
    quantity: "penalty",
    layer: 0,
    title: "what the regularizer adds to the loss",
    from: regularized(layers).map(({ symbol }) => symbol),
    derive: (...weights) => regularizer(named(regularized(layers), weights)),
  });
}

/** Weights under the names that a regularizer knows them by. */
export const named = (parameters: readonly { name: string }[], weights: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(parameters.map(({ name }, i) => [name, weights[i]!]));

/** A sum over the examples as the loss takes it. */
export function overBatch(sum: Tensor, { input, batch }: Problem): Tensor {
  const examples = input.shape[0]!;
  return batch === "sum" || examples === 1 ? sum : sum.div(examples);
}

/** Terms of the examples and the penalty as one number. */
export function totalOf(terms: Tensor, penalty: Tensor | undefined, problem: Problem): Tensor {
  const fit = overBatch(terms.sum(), problem);
  return penalty ? fit.add(penalty) : fit;
}
