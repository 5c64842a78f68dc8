import { stabilize } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { regularized } from "./denseLayer.ts";
import { examplesOf } from "./graph.ts";
import type { PaperOutput, Problem } from "./problem.ts";
import { withoutMarks } from "./unmarked.ts";

/** What the loss of a net is put together from. */
export interface LossParts {
  /** Of each output: the terms of all examples, or what they come to. */
  readonly fits: readonly Tensor[];
  /** What layers add by themselves. */
  readonly activities: readonly Tensor[];
  /** What the regularizer adds. */
  readonly penalty: Tensor | undefined;
}

/** The parts in a row. */
export const listOf = ({ fits, activities, penalty }: LossParts): Tensor[] => [
  ...fits,
  ...activities,
  ...(penalty ? [penalty] : []),
];

/** What such a row stands for. */
export const partsFrom = (list: readonly Tensor[], { outputs, activities, regularizer }: Problem): LossParts => ({
  fits: list.slice(0, outputs.length),
  activities: list.slice(outputs.length, outputs.length + activities.length),
  penalty: regularizer && list.at(-1),
});

/** The loss by output and in all. */
export function writeLoss(book: Book, problem: Problem): void {
  const { outputs, activities, regularizer } = problem;
  for (const output of outputs) writeTerms(book, problem, output);
  if (regularizer) writePenalty(book, problem, regularizer);
  for (const { symbol, kind, layer, from, of } of activities) {
    book.write({
      quantity: symbol,
      layer,
      title: `what layer ${layer} adds to the loss by itself: ${kind}`,
      from,
      called: kind,
      derive: of,
    });
  }
  const isOne = outputs.length === 1;
  const over = examplesOf(problem) === 1 ? "" : ` (${problem.batch} over the examples)`;
  if (!isOne) {
    for (const { suffix, layer, lossName } of outputs) {
      book.write({
        quantity: `loss${suffix}`,
        layer,
        title: `loss of ${suffix.slice(1)}: ${lossName}${over}`,
        from: [`loss_terms${suffix}`],
        derive: (terms) => overBatch(terms.sum(), problem),
      });
    }
  }
  const fits = outputs.map(({ suffix }) => (isOne ? `loss_terms${suffix}` : `loss${suffix}`));
  const added = [...activities.map(({ symbol }) => symbol), ...(regularizer ? ["penalty"] : [])];
  const beside = [...(regularizer ? ["the penalty"] : []), ...(activities.length > 0 ? ["what layers add"] : [])];
  book.write({
    quantity: "loss",
    layer: problem.layers.length,
    title:
      (isOne ? `loss${over}` : "loss, of all outputs together") +
      (beside.length > 0 ? `, with ${beside.join(" and ")}` : ""),
    from: [...fits, ...added],
    derive: (...given) => (isOne ? totalOf : joined)(partsFrom(given, problem), problem),
  });
}

function writeTerms(book: Book, { layers }: Problem, { suffix, layer, lossName, terms }: PaperOutput): void {
  const { activation, mask } = layers[layer - 1]!;
  const whose = suffix ? ` of ${suffix.slice(1)}` : "";
  book.write({
    quantity: `loss_terms${suffix}`,
    layer,
    title: `loss of each output${whose}: ${lossName}`,
    from: [`a${layer}`, `y${suffix}`, `z${layer}`],
    called: lossName,
    derive(a, y, z) {
      const shown = withoutMarks(terms(a, y));
      // Through the activation: the logarithm of a probability that has become 0 is known all the same.
      return { shown, result: mask ? shown : stabilize([terms(activation(z), y)])[0]! };
    },
  });
}

function writePenalty(book: Book, problem: Problem, regularizer: NonNullable<Problem["regularizer"]>): void {
  const parameters = regularized(problem);
  book.write({
    quantity: "penalty",
    layer: 0,
    title: "what the regularizer adds to the loss",
    from: parameters.map(({ symbol }) => symbol),
    derive: (...weights) => regularizer(named(parameters, weights)),
  });
}

/** Weights under the names that a regularizer knows them by. */
export const named = (parameters: readonly { name: string }[], weights: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(parameters.map(({ name }, i) => [name, weights[i]!]));

/** A sum over the examples as the loss takes it. */
export function overBatch(sum: Tensor, problem: Problem): Tensor {
  const examples = examplesOf(problem);
  return problem.batch === "sum" || examples === 1 ? sum : sum.div(examples);
}

/** What an output's loss counts. */
export const counted = (x: Tensor, { factor }: PaperOutput): Tensor => (factor === 1 ? x : x.mul(factor));

/** Terms of the examples and what is added to them as one number. */
export const totalOf = (parts: LossParts, problem: Problem): Tensor =>
  joined({ ...parts, fits: parts.fits.map((terms) => overBatch(terms.sum(), problem)) }, problem);

function joined({ fits, activities, penalty }: LossParts, { outputs }: Problem): Tensor {
  const parts = [...fits.map((fit, i) => counted(fit, outputs[i]!)), ...activities, ...(penalty ? [penalty] : [])];
  return parts.reduce((sum, part) => sum.add(part));
}
