import { readFileSync } from "node:fs";
import { sigmoid } from "@chainrule/activations";
import { halfSquaredError } from "@chainrule/losses";
import { dense, given, predict, sequential, train } from "@chainrule/network";
import { chain, freeze, sgd } from "@chainrule/optimizers";
import { tensor } from "@chainrule/tensor";
import {
  endResult,
  layoutSheet,
  type MarkedStep,
  markSheet,
  mistakeAlone,
  mistakeById,
  mistakes,
  readSheet,
  type Sheet,
} from "@chainrule/worksheet";

// The pages that the marker writes. They are kept in the repository, so that every release shows what it says;
//   node --conditions=@chainrule/source docs/worksheet/make.ts
// writes them again, and pages.test.ts says when they are out of date.

const readJson = (path: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as Record<string, unknown>;

const note = "{/* Written by docs/worksheet/make.ts: change the marker, not this page. */}\n";

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(inCell).join(" | ")} |`).join("\n");

const inCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;

const flat = (value: unknown): unknown[] => (Array.isArray(value) ? value.flatMap(flat) : [value]);

const number = (x: number): string => String(Number(x.toPrecision(5)));

/** Some cells of a table, by their positions. */
const at = (value: unknown, cell: readonly number[]): unknown =>
  Array.isArray(value)
    ? cell.reduce<unknown>((list, place) => (Array.isArray(list) ? (list as unknown[])[place - 1] : list), value)
    : value;

const place = (cell: readonly number[]): string => `[${cell.join(", ")}]`;

const mistakeLink = (id: string): string => `[${id}](mistakes.md#${id})`;

/** A row for each mistake of a step. */
function slips(sheet: Sheet, step: MarkedStep): string[][] {
  const { label } = sheet.steps.find(({ id }) => id === step.id) ?? { label: "" };
  const { before, right } = endResult(sheet);
  const alone = mistakeAlone(sheet, step, "loss_after");
  const fall = alone && number(before - alone[0]!);
  const effect =
    fall === undefined || fall === number(before - right)
      ? "none"
      : `${fall.startsWith("-") ? "rises" : "falls"} by ${fall.replace("-", "")}`;
  return step.mistakes.map(({ id, cells, evidence }, i) => {
    const shown = cells.slice(0, 3);
    const more = cells.length > shown.length ? ` and ${cells.length - shown.length} more` : "";
    const values = (of: unknown): string => shown.map((cell) => code(String(at(of, cell)))).join(", ") + more;
    const expected = shown.map((cell) => code(number(at(step.expected, cell) as number))).join(", ") + more;
    return [
      i === 0 ? `${step.id} ${label}` : "",
      shown.map(place).join(" ") + more,
      `${mistakeLink(id)}: ${mistakeById(id)!.message}`,
      values(step.given),
      expected,
      evidence,
      i === 0 ? effect : "",
    ];
  });
}

const slipHead = ["step", "cells", "mistake", "printed", "right, from what stands above", "evidence", "loss, alone"];

type Numbers = readonly number[];

/** The right value of every quantity. */
const rightOf = (sheet: Sheet): Map<string, Numbers> =>
  new Map(layoutSheet(sheet).steps.map(({ id, value }) => [id, Array.from(value.toTypedArray())]));

/** How many numbers have the opposite sign of the right ones. */
const turned = (numbers: Numbers, right: Numbers): number => numbers.filter((x, i) => x * right[i]! < 0).length;

/** Where printed gradients and the right ones have opposite signs. */
function wrongWay(sheet: Sheet): string {
  const right = rightOf(sheet);
  const printed = sheet.steps.filter(({ quantity, kind }) => quantity?.family === "dW" && kind === "result");
  const last = new Map(printed.map((step) => [step.quantity!.name, flat(step.printed).map(Number)]));
  const rows = [...last].map(([name, numbers]) => {
    const slope = right.get(name)!;
    const product = numbers.reduce((sum, x, i) => sum + x * slope[i]!, 0);
    const angle = (Math.acos(product / (Math.hypot(...numbers) * Math.hypot(...slope))) * 180) / Math.PI;
    const cells = numbers.flatMap((x, i) => (x * slope[i]! < 0 ? [place([Math.floor(i / 3) + 1, (i % 3) + 1])] : []));
    const which = cells.length === numbers.length ? "all" : cells.join(" ") || "none";
    return [code(name), `${cells.length} of ${numbers.length}`, which, `${angle.toFixed(1)}°`];
  });
  return table(["printed gradient", "wrong way", "cells", "angle to the right gradient"], rows);
}

/** What the two mistakes at the output do to the signs of the gradients, each alone and both together. */
function causes(json: Readonly<Record<string, unknown>>): string {
  const bare = (steps: readonly unknown[]): Sheet => readSheet({ ...json, steps });
  const right = rightOf(bare([]));
  const [slopes, jacobian, y] = ["dL_da3", "da_dz3", "y"].map((name) => right.get(name)!) as [
    Numbers,
    Numbers,
    Numbers,
  ];
  const flipped = slopes.map((slope, i) => (y[i] === 0 ? -slope : slope));
  const through = (row: Numbers): number[] =>
    row.map((_, j) => row.reduce((sum, x, i) => sum + x * jacobian[3 * i + j]!, 0));
  const diagonal = (row: Numbers): number[] => row.map((x, i) => x * jacobian[4 * i]!);
  const cases: [string, Numbers][] = [
    ["the sign of S18 alone", through(flipped)],
    ["the diagonal of S21 alone", diagonal(slopes)],
    ["both", diagonal(flipped)],
  ];
  const rows = cases.map(([what, delta]) => {
    const sheet = bare([{ id: "delta3", quantity: "delta3", printed: delta.map(String) }]);
    const marked = markSheet(sheet).steps.find(({ id }) => id === "delta3")!;
    const count = (name: string): string => String(turned(mistakeAlone(sheet, marked, name)!, right.get(name)!));
    return [what, count("dW3"), count("dW2"), count("dW1")];
  });
  return table(["mistake at the output", "`dW3`", "`dW2`", "`dW1`"], rows);
}

/** The article, marked. */
function articlePage(): string {
  const json = readJson("../../apps/cli/data/article.json");
  const sheet = readSheet(json);
  const { steps, contradictions = [], firstWrong } = markSheet(sheet);
  const wrong = steps.filter(({ verdict }) => verdict === "wrong");
  const count = (verdict: string): number => steps.filter((step) => step.verdict === verdict).length;
  const { before, right, learner } = endResult(sheet);
  const share = (100 * (before - learner!)) / (before - right);
  return `${note}
# A published example, marked

Prakash Jay's article "${sheet.title}" (2017) works through one training step of a 3-3-3-3 net: relu, sigmoid, softmax,
cross-entropy. \`chainrule mark apps/cli/data/article.json\` goes through what it prints, ${steps.length} steps, and judges
each from the numbers printed above it: ${count("right")} are right, ${count("rounded")} right within rounding,
${count("carried")} sound but built on an earlier mistake, and ${wrong.length} wrong, the first of them ${firstWrong}.

## Each slip

"Loss, alone" is what the step would do to the loss if this were the only mistake in it. With none the loss falls by
${number(before - right)}.

${table(
  slipHead,
  wrong.flatMap((step) => slips(sheet, step)),
)}

## How it was read where it contradicts itself

${contradictions.map(({ step, says }) => `- ${step} ${says}.`).join("\n")}

## How much less does the loss fall?

With the right new weights (the biases kept, as in the article) the loss goes from ${number(before)} to
${number(right)}; with the weights that the article ends with, to ${number(learner!)}. It falls by
${number(before - learner!)} in place of ${number(before - right)}: ${number(share)} % of the way.

## Which of its gradients point the wrong way?

${wrongWay(sheet)}

Two mistakes at the output come together. The derivative of −ln(1 − a) by a is +1/(1 − a), and S18 has a minus; and with
the diagonal of the softmax derivatives alone, as in S21, nothing makes up for it: each output is then pushed up by its
own error, wanted or not. In a calculation that is right otherwise, so many of the nine cells of each gradient turn:

${causes(json)}
`;
}

/** Mazur's example, marked, and its figures after training. */
async function mazurPage(): Promise<string> {
  const sheet = readSheet(readJson("mazur.json"));
  const { steps } = markSheet(sheet);
  const wrong = steps.filter(({ verdict }) => verdict === "wrong");
  const byId = new Map(sheet.steps.map((step) => [step.id, step]));
  const written = steps.filter(({ given: text }) => flat(text).some((cell) => cell !== null && cell !== "?"));
  const rows = written.map((step) => [
    byId.get(step.id)!.label,
    flat(step.given)
      .map((cell) => code(String(cell)))
      .join(" "),
    flat(step.expected)
      .map((x) => code((x as number).toPrecision(9)))
      .join(" "),
    step.verdict === "wrong" ? `wrong: ${step.mistakes.map(({ id }) => mistakeLink(id)).join(", ")}` : "right",
  ]);
  const { loss, outputs } = await trained(sheet);
  return `${note}
# Mazur's example, marked

Matt Mazur's [step by step example](https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/) (2015)
trains a 2-2-2 net of sigmoids for one step, biases kept. Here are the figures that it prints, judged each from the ones
before it; a question mark stands for what it does not print.

${table(["his name", "printed", "computed", ""], rows)}

${wrong.length === 0 ? "All of it is right." : `The one figure that does not follow is ${wrong.map(({ id }) => byId.get(id)!.label).join(", ")}: it differs in the seventh digit, and nothing else depends on it.`}

## After 10,000 steps

| | printed | computed |
|---|---|---|
| error | \`0.0000351085\` | \`${loss.toFixed(10)}\` |
| outputs | \`0.015912196\` \`0.984065734\` | ${outputs.map((x) => code(x.toFixed(9))).join(" ")} |
`;
}

/** Ten thousand steps of plain gradient descent; the biases are held. */
async function trained({ net }: Sheet): Promise<{ loss: number; outputs: number[] }> {
  const layers = net.weights.map((weights, i) =>
    dense(2, sigmoid, { kernel: given(weights), bias: given(net.biases[i]!) }),
  );
  const made = sequential(layers);
  const [inputs, targets] = [net.input, net.target].map((rows) => tensor(rows, { dtype: "float64" }));
  const run = train(
    made,
    { inputs: inputs!, targets: targets! },
    {
      loss: halfSquaredError,
      reduction: "sum",
      optimizer: chain(
        sgd({ rate: net.rate }),
        freeze((name) => name.endsWith("bias")),
      ),
      epochs: 10_000,
    },
  );
  await run.finished;
  const outputs = predict(made, inputs!);
  return { loss: halfSquaredError(outputs, targets!).sum().item(), outputs: Array.from(outputs.toTypedArray()) };
}

/** Every mistake, with its other names. */
function mistakesPage(): string {
  const entries = mistakes.map(({ id, aliases = [], message, hint }) => {
    const names = aliases.length > 0 ? `\n\nAlso known as ${aliases.map(code).join(", ")}.` : "";
    return `## ${id}\n\n${message}\n\n*Hint:* ${hint}${names}`;
  });
  return `<!-- Written by docs/worksheet/make.ts: change the marker, not this page. -->

# Mistakes

What \`chainrule mark\` can name. Each is a wrong rule, run forward from the writer's own earlier numbers: it is named
when it gives the digits that are written. What none gives is [unexplained](#unexplained).

${table(
  ["id", "what went wrong"],
  mistakes.map(({ id, message }) => [`[${id}](#${id})`, message]),
)}

${entries.join("\n\n")}
`;
}

/** The pages by their names. */
export const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  "article.mdx": articlePage,
  "mazur.mdx": mazurPage,
  "mistakes.md": mistakesPage,
};
