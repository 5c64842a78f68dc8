import type { Sheet } from "../sheet/types.ts";
import { type Box, middle, point } from "./box.ts";
import { readCells } from "./cells.ts";
import { manners, Page } from "./page.ts";
import { styleOf } from "./digits.ts";

/** What a training step did to the loss. */
export interface EndResult {
  readonly before: number;
  /** With the right new weights. */
  readonly right: number;
  /** With those of the sheet, where it has any: the others as the right ones. */
  readonly learner: number | undefined;
}

/** How much the loss falls with the new weights of the sheet, and how much it would with the right ones. */
export function endResult({ net, steps }: Sheet): EndResult {
  const page = new Page(net, styleOf([]));
  const taken = new Map<string, Box>();
  for (const { quantity, printed, kind } of steps) {
    if (!quantity?.family.endsWith("_new") || kind === "expression" || quantity.layer > page.truth.layers) continue;
    const cells = readCells(printed, page.truth.shape(quantity.name));
    if (typeof cells === "string") continue;
    const values = Float64Array.from(middle(page.truth.value(quantity.name)));
    cells.index.forEach((at, i) => (values[at] = cells.numbers[i]?.value ?? values[at]!));
    taken.set(quantity.name, point(page.truth.shape(quantity.name), values));
  }
  // Biases that the sheet does not go on to write are those of a sheet that leaves them alone.
  if (![...taken.keys()].some((name) => name.startsWith("b"))) {
    const keep = net.biases.map((_, i): [string, Box] => [`b${i + 1}_new`, page.truth.of("b", i + 1)]);
    const right = page.taking(new Map(keep), manners[0]).value("loss_after");
    const learner = taken.size > 0 ? page.taking(new Map([...keep, ...taken])).value("loss_after") : undefined;
    return numbers(page.truth.value("loss"), right, learner);
  }
  return numbers(page.truth.value("loss"), page.truth.value("loss_after"), page.taking(taken).value("loss_after"));
}

const numbers = (before: Box, right: Box, learner: Box | undefined): EndResult => ({
  before: before.low[0]!,
  right: right.low[0]!,
  learner: learner?.low[0],
});
