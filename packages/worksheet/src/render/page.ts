import type { Answer } from "../answers/answer.ts";
import { cellAt } from "../layout/cellAt.ts";
import { crossCheck } from "../layout/crossCheck.ts";
import { functionOf } from "../layout/denseLayer.ts";
import { examplesOf, isChain } from "../layout/graph.ts";
import type { Worksheet } from "../layout/layout.ts";
import { type Problem, unnamed } from "../layout/problem.ts";
import type { Format, Numbers, Step } from "../layout/step.ts";
import { visible } from "../layout/visible.ts";
import { printNumber, printSize, requireDigits } from "./digits.ts";
import type { RenderOptions } from "./options.ts";

/** A worksheet as the renderers print it. */
export interface Page {
  readonly title: string;
  /** The net in a sentence, and how the gradients were checked. */
  readonly introduction: readonly string[];
  readonly parts: readonly Part[];
  readonly answers: readonly Answer[];
}

/** One step. */
export interface Part {
  readonly number: number;
  readonly step: Step;
  /** Empty for what is given. */
  readonly formula: string;
  /** `z1[1,2] = 0.5·0.4 − … = 0.1` */
  readonly lines: readonly Line[];
  /** How many more elements there are, which are not written out. */
  readonly moreLines: number;
  /** One for each example where the value is a stack of matrices. */
  readonly tables: readonly Table[];
}

export interface Line {
  readonly cell: string;
  readonly formula: string;
  readonly value: string;
}

/** Numbers in rows, some left out. */
export interface Table {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly number[];
  /** How many of the rows, and of the columns, stand before those that are left out; undefined where none are. */
  readonly gap: { readonly row: number | undefined; readonly column: number | undefined };
  /** What is not shown, in words; empty if nothing is. */
  readonly leftOut: string;
}

interface Row {
  /** From 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What to print, in the notation asked for. */
export function pageOf(worksheet: Worksheet, format: Format, options: RenderOptions = {}): Page {
  const { digits = { significant: 6 }, most = 8, lines = 6, focus, answers = [] } = options;
  requireDigits(digits);
  // Among the numbers that are put in, 1 is 1, and not 1.00.
  const numbers: Numbers = {
    format,
    number: (size) => inNotation(printSize(size, digits, Number.isInteger(size)), format),
  };
  const shown = focus ? worksheet.steps.filter((step) => focus.cellsOf(step).length > 0) : worksheet.steps;
  return {
    title: focus ? `${worksheet.problem.title}: ${focus.title}` : worksheet.problem.title,
    introduction: [describe(worksheet), ...worksheet.problem.notes, checked(worksheet, most)],
    answers,
    parts: shown.map((step, i): Part => {
      const size = step.value.shape.reduce((product, length) => product * length, 1);
      const cells = focus?.cellsOf(step) ?? firstCells(step, most, size === lines + 1 ? size : lines);
      const all = focus ? cells.length : size;
      const isGiven = step.formula() === "";
      const written = isGiven && !focus ? [] : cells;
      const isWhole = step.value.data!.every(Number.isInteger);
      const print = (x: number): string => inNotation(printNumber(x, digits, isWhole), format);
      return {
        number: i + 1,
        step,
        formula: step.formula(format),
        lines: written.map((cell) => ({
          cell: nameOf(step, cell),
          formula: isGiven ? "" : step.cell(cell, numbers),
          value: print(cellAt(step.value, cell)),
        })),
        moreLines: isGiven ? 0 : all - written.length,
        tables: focus ? [] : tablesOf(step, most, print),
      };
    }),
  };
}

function firstCells({ value: { shape } }: Step, most: number, count: number): number[][] {
  const cells: number[][] = [];
  const visit = (cell: number[]): void => {
    if (cells.length === count) return;
    if (cell.length === shape.length) cells.push(cell);
    else for (const place of visible(shape[cell.length]!, most)) visit([...cell, place]);
  };
  visit([]);
  return cells;
}

const nameOf = ({ quantity }: Step, cell: readonly number[]): string =>
  cell.length === 0 ? quantity : `${quantity}[${cell.map((place) => place + 1).join(",")}]`;

function tablesOf(step: Step, most: number, print: (x: number) => string): Table[] {
  const { shape } = step.value;
  const [rows, columns] = shape.length < 2 ? [1, shape[0] ?? 1] : [shape.at(-2)!, shape.at(-1)!];
  const [shownRows, shownColumns] = [visible(rows, most), visible(columns, most)];
  const sentence = [leftOut("rows", rows, shownRows), leftOut("columns", columns, shownColumns)]
    .filter(Boolean)
    .join(", ");
  const leads = shape.length > 2 ? visible(shape[0]!, most) : [undefined];
  const hidden = shape.length > 2 ? leftOut("examples", shape[0]!, leads as number[]) : "";
  return leads.map((lead, i) => ({
    caption: lead === undefined ? "" : `example ${lead + 1}`,
    rows: shownRows.map((row) => ({
      number: row + 1,
      cells: shownColumns.map((column) => print(step.value.data![((lead ?? 0) * rows + row) * columns + column]!)),
    })),
    columns: shownColumns.map((column) => column + 1),
    gap: { row: gapOf(rows, shownRows), column: gapOf(columns, shownColumns) },
    leftOut: [sentence, i === leads.length - 1 ? hidden : ""].filter(Boolean).join(", "),
  }));
}

/** "columns 8 to 127 of 128 left out" */
function leftOut(what: string, length: number, shown: readonly number[]): string {
  const gap = gapOf(length, shown);
  return gap === undefined ? "" : `${what} ${gap + 1} to ${shown[gap] ?? length} of ${length} left out`;
}

/** How many places stand before those that are not shown. */
function gapOf(length: number, shown: readonly number[]): number | undefined {
  if (shown.length === length) return undefined;
  const gap = shown.findIndex((place, i) => place !== i);
  return gap < 0 ? shown.length : gap;
}

/** With dots where something is left out. */
export const withGap = <T>(list: readonly T[], gap: number | undefined, dots: T): readonly T[] =>
  gap === undefined ? list : [...list.slice(0, gap), dots, ...list.slice(gap)];

function describe(worksheet: Worksheet): string {
  const { problem } = worksheet;
  const { layers, batch, outputs, regularizer, activities } = problem;
  const examples = examplesOf(problem);
  const masks = layers.some(({ mask }) => mask) ? ", with dropout" : "";
  const losses = outputs.map(
    ({ suffix, lossName, factor }) =>
      `${factor === 1 ? "" : `${factor}·`}${lossName}${suffix ? ` of ${suffix.slice(1)}` : ""}`,
  );
  const added = [
    ...(regularizer ? ["a penalty"] : []),
    ...(activities.length > 0 ? [`what ${activities.map(({ layer }) => `layer ${layer}`).join(" and ")} adds`] : []),
  ];
  return (
    `${isChain(problem) ? chained(problem) : joined(problem)}, ` +
    `${examples === 1 ? "one example" : `${examples} examples (${batch})`}, loss ${losses.join(" + ")}` +
    `${added.length > 0 ? ` with ${added.join(" and ")}` : ""}${optimizerIn(worksheet)}${masks}.`
  );
}

/** Longer updates are better read where they stand. */
const widest = 60;

/** The optimizer with its options; one without a name by what it does to the last weights. */
function optimizerIn({ problem: { optimizerName, optimizerOptions }, steps }: Worksheet): string {
  if (optimizerName !== unnamed) {
    const options = Object.entries(optimizerOptions).map(([name, value]) => `${name} ${String(value)}`);
    return `, optimizer ${optimizerName}${options.length > 0 ? ` (${options.join(", ")})` : ""}`;
  }
  const update = steps.find(({ id }) => /_new$/.test(id))?.formula() ?? "";
  return update && update.length <= widest ? `, update ${update}` : "";
}

function chained({ inputs, layers }: Problem): string {
  const sizes = [inputs[0]!.value.shape[1]!, ...layers.map(({ outputs }) => outputs)].join("-");
  return `A net of ${sizes} neurons (${layers.map(functionOf).join(", ")})`;
}

/** Layer by layer, with what each takes. */
function joined({ inputs, layers }: Problem): string {
  const given = inputs.map(({ symbol, value }) => `${symbol} of ${value.shape[1]!}`);
  const parts = layers.map(
    (paper, i) => `layer ${i + 1} of ${paper.outputs} (${functionOf(paper)}) takes ${paper.takes.join(" and ")}`,
  );
  return `A net that is no chain, with inputs ${given.join(" and ")}: ${parts.join("; ")}`;
}

function checked(worksheet: Worksheet, most: number): string {
  const { compared, largest, at, corners } = crossCheck(worksheet, most);
  const where = at ? ` (at ${at})` : "";
  const kinks = corners > 0 ? ` ${corners} of them stand at a corner, where the slope of one side counts.` : "";
  return (
    `Every derivative shown was compared with central differences in float64: ${compared} of them, ` +
    `largest difference ${largest.toExponential(1)}${where}.${kinks}`
  );
}

/** 1.2e-8 as it is written in LaTeX, with a plain minus. */
function inNotation(number: string, format: Format): string {
  if (format === "text") return number;
  return number
    .replace("−", "-")
    .replace("∞", "\\infty")
    .replace(/e(-?\d+)$/, " \\cdot 10^{$1}");
}
