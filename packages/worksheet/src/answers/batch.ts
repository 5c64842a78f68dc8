import { functionOf } from "../layout/denseLayer.ts";
import { examplesOf } from "../layout/graph.ts";
import { layout, type Worksheet } from "../layout/layout.ts";
import { taken } from "../layout/tail.ts";
import type { Problem } from "../layout/problem.ts";
import type { Answer } from "./answer.ts";
import { listed, percent, short, sizeOf, valueOf } from "./facts.ts";

/** Examples that are looked at one by one. */
const mostExamples = 8;

const question = "What does a batch change?";

/** What a batch changes. */
export function batch(worksheet: Worksheet): Answer {
  const { problem } = worksheet;
  const joined = problem.layers.flatMap((layer, i) =>
    layer.ofWholeBatch ? [`layer ${i + 1} (${functionOf(layer)})`] : [],
  );
  if (joined.length > 0) return ofWholeBatch(joined);
  const examples = examplesOf(problem);
  const together = problem.batch === "mean" ? "the mean" : "the sum";
  return {
    id: "batch",
    question,
    answer: [
      `Every example goes through the net on its own, with the same weights; only the gradients are taken together, here as ${together}. ` +
        "So a batch makes one step where single examples would make several, in a direction that suits them all.",
      "With the mean, the step is as long for many examples as for one; with the sum it grows with their number, and the " +
        "learning rate has to shrink by as much.",
    ],
    figures: examples === 1 ? [one(worksheet)] : several(worksheet, examples),
  };
}

/** Where an example alone would give other numbers, there is nothing to set beside them. */
const ofWholeBatch = (layers: readonly string[]): Answer => ({
  id: "batch",
  question,
  answer: [
    `Here the numbers of an example depend on the whole batch, from ${layers[0]!} on: alone, or among others, it would give others. ` +
      "So a derivative by the numbers of one example is that of the losses of all of them, added up.",
  ],
  figures: layers.length > 1 ? [`The batch comes in at ${listed(layers)}.`] : [],
});

function one(worksheet: Worksheet): string {
  const { problem } = worksheet;
  const twice = withRows(problem, [0, 0]);
  const name = gradientOf(problem);
  const [alone, doubled] = [worksheet, layout(twice)].map((sheet) => valueOf(sheet, name).data![0]!);
  const first = `${name}[${valueOf(worksheet, name)
    .shape.map(() => 1)
    .join()}]`;
  return (
    `This batch is one example: ${first} is ${short(alone!)}. The same example twice gives ${short(doubled!)} ` +
    `(${problem.batch} over the examples).`
  );
}

function several(worksheet: Worksheet, examples: number): string[] {
  const problem = { ...worksheet.problem, regularizer: undefined };
  const name = gradientOf(problem);
  const whole = valueOf(worksheet.problem.regularizer ? layout(problem) : worksheet, name);
  const sizesOfCells = Array.from(whole.data!, Math.abs);
  const at = sizesOfCells.indexOf(sizesOfCells.reduce((most, size) => Math.max(most, size), 0));
  const width = whole.shape.at(-1)!;
  const cell = `${name}[${[...(whole.rank > 1 ? [Math.floor(at / width) + 1] : []), (at % width) + 1].join()}]`;
  const shown = Array.from({ length: Math.min(examples, mostExamples) }, (_, i) => i);
  const alone = shown.map((example) => valueOf(layout(withRows(problem, [example])), name));
  const sizes = alone.map(sizeOf);
  const typical = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const mean = sizeOf(whole) / (problem.batch === "mean" ? 1 : examples);
  // It is no matter of the examples, and would stand in each of them.
  const what = worksheet.problem.regularizer ? `${cell}, without the penalty` : cell;
  return [
    `${what}: ${alone.map((gradient, i) => `example ${i + 1} alone ${short(gradient.data![at]!)}`).join(", ")}` +
      `${examples > shown.length ? `, and ${examples - shown.length} more` : ""}; ${problem.batch} of all ${short(whole.data![at]!)}.`,
    ...(examples === shown.length
      ? [
          `The examples pull apart: the mean of their ${name} is ${percent(mean / typical)} as large as they are themselves on average.`,
        ]
      : []),
  ];
}

/** The gradient to look at: that of the first weights, or of what else is learned first. */
function gradientOf({ layers }: Problem): string {
  const symbols = layers.flatMap(({ parameters }) => parameters.map(({ symbol }) => symbol));
  return `d${symbols.find((symbol) => /^W\d/.test(symbol)) ?? symbols[0]!}`;
}

/** The same step on some of the examples. */
const withRows = (problem: Problem, rows: readonly number[]): Problem => ({
  ...problem,
  inputs: problem.inputs.map((input) => ({ ...input, value: taken(input.value, rows) })),
  outputs: problem.outputs.map((output) => ({ ...output, target: taken(output.target, rows) })),
  layers: problem.layers.map((layer) => ({ ...layer, mask: layer.mask && taken(layer.mask, rows) })),
});
