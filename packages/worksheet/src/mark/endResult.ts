import type { Sheet, SheetStep } from "../sheet/types.ts";
import { type Box, middle, point } from "./box.ts";
import { type Cells, readCells } from "./cells.ts";
import type { Chain } from "./chain.ts";
import { styleOf } from "./digits.ts";
import type { MarkedStep, Numbers } from "./marking.ts";
import { Page } from "./page.ts";

/** What a training step did to the loss. */
export interface EndResult {
  readonly before: number;
  /** With the right new weights. */
  readonly right: number;
  /** With those of the sheet, where it has any: the others as the right ones. */
  readonly learner: number | undefined;
}

/** How much the loss falls with the new weights of the sheet, and how much it would with the right ones. */
export function endResult(sheet: Sheet): EndResult {
  const page = new Page(sheet.net, styleOf([]));
  const taken = new Map<string, Box>();
  for (const step of sheet.steps) {
    const { quantity, kind } = step;
    if (!quantity?.family.endsWith("_new") || kind === "expression") continue;
    const cells = cellsOf(step, page.truth);
    if (cells)
      taken.set(
        quantity.name,
        changed(page.truth.value(quantity.name), cells, (_, i) => cells.numbers[i]?.value),
      );
  }
  const kept = keptBiases(sheet, page.truth);
  const right = page.taking(kept).value("loss_after");
  const learner = taken.size > 0 ? page.taking(new Map([...kept, ...taken])).value("loss_after") : undefined;
  return { before: page.truth.value("loss").low[0]!, right: right.low[0]!, learner: learner?.low[0] };
}

/**
 * What a quantity would be if a wrong step held the only mistake, in a calculation that is right otherwise.
 *
 * @param marked - a step that is wrong
 * @param wanted - its canonical name, such as `loss_after` or `dW1`
 * @returns undefined where the step has no numbers that could go on
 */
export function mistakeAlone(sheet: Sheet, { id, expected }: MarkedStep, wanted: string): number[] | undefined {
  const at = sheet.steps.findIndex((step) => step.id === id);
  const step = sheet.steps[at];
  const name = step?.quantity?.name;
  if (!name) return undefined;
  // A term with its numbers put in is judged; what comes of it stands in the next step of the same quantity.
  const written =
    step.kind === "expression"
      ? sheet.steps.slice(at + 1).find(({ quantity, kind }) => quantity?.name === name && kind === "result")
      : step;
  const page = new Page(sheet.net, styleOf([]));
  const cells = written && cellsOf(written, page.truth);
  if (!cells) return undefined;
  const should = flat(expected);
  const off = changed(page.truth.value(name), cells, (right, i) => {
    const number = cells.numbers[i];
    return number && right + number.value - should[i]!;
  });
  const alone = page.taking(new Map([...keptBiases(sheet, page.truth), [name, off]]));
  return Array.from(middle(alone.value(wanted)));
}

/** Biases that a sheet does not go on to write are those of a sheet that leaves them alone. */
function keptBiases({ net, steps }: Sheet, truth: Chain): Map<string, Box> {
  if (steps.some(({ quantity }) => quantity?.family === "b_new")) return new Map();
  return new Map(net.biases.map((_, i): [string, Box] => [`b${i + 1}_new`, truth.of("b", i + 1)]));
}

function cellsOf({ quantity, printed }: SheetStep, truth: Chain): Cells | undefined {
  if (!quantity || quantity.layer > truth.layers) return undefined;
  const cells = readCells(printed, truth.shape(quantity.name));
  return typeof cells === "string" ? undefined : cells;
}

/** A table with other numbers in the cells that are written. */
function changed(box: Box, cells: Cells, number: (right: number, cell: number) => number | undefined): Box {
  const values = Float64Array.from(middle(box));
  cells.index.forEach((at, i) => (values[at] = number(values[at]!, i) ?? values[at]!));
  return point(box.shape, values);
}

const flat = (numbers: Numbers): number[] =>
  typeof numbers === "number" ? [numbers] : numbers === null ? [NaN] : numbers.flatMap(flat);
