import { layout, type Worksheet } from "../layout/layout.ts";
import { taken } from "../layout/tail.ts";
import type { Problem } from "../layout/problem.ts";
import type { Answer } from "./answer.ts";
import { percent, short, sizeOf, valueOf } from "./facts.ts";

/** Examples that are looked at one by one. */
const mostExamples = 8;

/** What a batch changes. */
export function batch(worksheet: Worksheet): Answer {
  const { problem } = worksheet;
  const examples = problem.input.shape[0]!;
  const together = problem.batch === "mean" ? "the mean" : "the sum";
  return {
    id: "batch",
    question: "What does a batch change?",
    answer: [
      `Every example goes through the net on its own, with the same weights; only the gradients are taken together, here as ${together}. ` +
        "So a batch makes one step where single examples would make several, in a direction that suits them all.",
      "With the mean, the step is as long for many examples as for one; with the sum it grows with their number, and the " +
        "learning rate has to shrink by as much.",
    ],
    figures: examples === 1 ? [one(worksheet)] : several(worksheet, examples),
  };
}

function one(worksheet: Worksheet): string {
  const { problem } = worksheet;
  const twice = {
    ...problem,
    input: taken(problem.input, [0, 0]),
    target: taken(problem.target, [0, 0]),
    layers: withMasks(problem, [0, 0]),
  };
  const [alone, doubled] = [worksheet, layout(twice)].map((sheet) => valueOf(sheet, "dW1").data![0]!);
  return (
    `This batch is one example: dW1[1,1] is ${short(alone!)}. The same example twice gives ${short(doubled!)} ` +
    `(${problem.batch} over the examples).`
  );
}

function several(worksheet: Worksheet, examples: number): string[] {
  const problem = { ...worksheet.problem, regularizer: undefined };
  const whole = valueOf(worksheet.problem.regularizer ? layout(problem) : worksheet, "dW1");
  const sizesOfCells = Array.from(whole.data!, Math.abs);
  const at = sizesOfCells.indexOf(sizesOfCells.reduce((most, size) => Math.max(most, size), 0));
  const cell = `dW1[${Math.floor(at / whole.shape[1]!) + 1},${(at % whole.shape[1]!) + 1}]`;
  const shown = Array.from({ length: Math.min(examples, mostExamples) }, (_, i) => i);
  const alone = shown.map((example) => valueOf(layout(single(problem, example)), "dW1"));
  const sizes = alone.map(sizeOf);
  const typical = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const mean = sizeOf(whole) / (problem.batch === "mean" ? 1 : examples);
  return [
    `${cell}: ${alone.map((gradient, i) => `example ${i + 1} alone ${short(gradient.data![at]!)}`).join(", ")}` +
      `${examples > shown.length ? `, and ${examples - shown.length} more` : ""}; ${problem.batch} of all ${short(whole.data![at]!)}.`,
    ...(examples === shown.length
      ? [
          `The examples pull apart: the mean of their gradients of layer 1 is ${percent(mean / typical)} as large as they are themselves on average.`,
        ]
      : []),
  ];
}

/** The same step on one of the examples. */
const single = (problem: Problem, example: number): Problem => ({
  ...problem,
  input: taken(problem.input, [example]),
  target: taken(problem.target, [example]),
  layers: withMasks(problem, [example]),
});

const withMasks = ({ layers }: Problem, rows: readonly number[]): Problem["layers"] =>
  layers.map((layer) => ({ ...layer, mask: layer.mask && taken(layer.mask, rows) }));
