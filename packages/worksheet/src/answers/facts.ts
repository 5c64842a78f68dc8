import type { Tensor } from "@chainrule/tensor";
import { Book } from "../layout/book.ts";
import type { Worksheet } from "../layout/layout.ts";
import { writeSlope } from "../layout/slope.ts";

/** The value of a step. */
export function valueOf({ steps }: Worksheet, quantity: string): Tensor {
  return steps.find(({ id }) => id === quantity)!.value;
}

/** The slope of an activation by itself, without the mask that dropout multiplies it by. */
export function slopeOf(worksheet: Worksheet, layer: number): Tensor {
  const name = `da_dz${layer}`;
  const paper = worksheet.problem.layers[layer - 1]!;
  if (!paper.mask) return valueOf(worksheet, name);
  const book = new Book();
  for (const given of [`z${layer}`, `a${layer}`]) book.assume(given, valueOf(worksheet, given));
  writeSlope(book, { ...paper, mask: undefined }, layer);
  return book.value(name);
}

/** Root of the mean square: how large the numbers of a table are. */
export const sizeOf = ({ data }: Tensor): number =>
  Math.sqrt(Array.from(data!).reduce((sum, x) => sum + x * x, 0) / data!.length);

/** Four significant digits. */
export const short = (x: number): string => String(Number(x.toPrecision(4))).replace("-", "−");

/** "falls from 0.69 to 0.66", as far as that is so. */
export function change(before: number, after: number): string {
  const [from, to] = [short(before), short(after)];
  if (from === to) return `stays at ${from}`;
  return `${after < before ? "falls" : "rises"} from ${from} to ${to}`;
}

export const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

/** 1.1, 1.2 and so on, or the first few of many. */
export const listed = (names: readonly string[]): string =>
  names.length <= 12 ? names.join(", ") : `${names.slice(0, 12).join(", ")} and ${names.length - 12} more`;
