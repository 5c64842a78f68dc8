import { type Box, middle } from "./box.ts";
import type { Cells } from "./cells.ts";
import { rangeOf, type Style, unitOf } from "./digits.ts";
import type { Numbers } from "./marking.ts";

/** What is written for a step, with what it may stand for. */
export interface Judged {
  readonly cells: Cells;
  readonly units: readonly number[];
  /** Whether a value between two bounds gives the digits of a cell. */
  readonly fits: (low: number, high: number, cell: number) => boolean;
}

export function judgedOf(cells: Cells, style: Style): Judged {
  const units = cells.numbers.map((number) => (number ? unitOf(number, style) : 0));
  const ranges = cells.numbers.map((number, i) => number && rangeOf(number, units[i]!));
  const fits = (low: number, high: number, cell: number): boolean => {
    const range = ranges[cell];
    if (!range || (low <= range[1] && high >= range[0])) return true;
    const { value, unit } = cells.numbers[cell]!;
    // 0.1 + 0.2 cut off on a machine: a hair below a round number, it loses a whole step.
    const cut = value + unit * Math.sign(value);
    return Math.abs(low - cut) < 1e-6 * unit && Math.abs(high - cut) < 1e-6 * unit;
  };
  return { cells, units, fits };
}

/**
 * The same by the digits that each cell has, whatever is usual on the sheet: what is right to these is rounded, not
 * wrong, be it from the digits of the sheet. A whole number is as exact as the fractions beside it; where there are
 * none a single digit says nothing of the kind: 0 is not a rounded 0.3.
 */
export function asWritten({ cells, units, fits }: Judged): Judged {
  const beside = Math.min(...cells.numbers.map((number) => (number && number.unit < 1 ? number.unit : Infinity)));
  const own = cells.numbers.map((number, i) => {
    const isWhole = number !== undefined && number.unit >= 1 && Math.abs(number.value) < 10;
    return Math.max(units[i]!, (isWhole ? Number.isFinite(beside) && beside : number?.unit) || 0);
  });
  const ranges = cells.numbers.map((number, i) => number && rangeOf(number, own[i]!));
  const fitsOwn = (low: number, high: number, cell: number): boolean => {
    if (fits(low, high, cell)) return true;
    const [range, slack] = [ranges[cell], units[cell]!];
    return own[cell]! > slack && range !== undefined && low - slack <= range[1] && high + slack >= range[0];
  };
  return { cells, units: own, fits: fitsOwn };
}

/** The cells that no value gives. What cannot be computed, as ln 0, is no ground to call a number wrong. */
export function unfit({ cells, fits }: Judged, values: readonly Box[]): number[] {
  return cells.index.flatMap((at, cell) => {
    if (cells.numbers[cell] === undefined) return [];
    const known = values.filter(({ low, high }) => Number.isFinite(low[at]!) && Number.isFinite(high[at]!));
    return known.length === 0 || known.some(({ low, high }) => fits(low[at]!, high[at]!, cell)) ? [] : [cell];
  });
}

/** Numbers in the shape in which they are written, or else in their own. */
export function nested(box: Box, cells?: Cells): Numbers {
  const numbers = middle(box);
  if (!cells) return build(box.shape.length === 2 && box.shape[0] === 1 ? box.shape.slice(1) : box.shape, numbers);
  if (cells.scalar) return numbers[0]!;
  const result: Numbers[] = [];
  cells.positions.forEach((position, i) => {
    let list = result;
    for (const step of position.slice(0, -1)) list = (list[step - 1] ??= []) as Numbers[];
    list[position.at(-1)! - 1] = numbers[cells.index[i]!]!;
  });
  return result;
}

function build(shape: readonly number[], numbers: ArrayLike<number>, from = 0): Numbers {
  const [length, ...rest] = shape;
  if (length === undefined) return numbers[from]!;
  const size = rest.reduce((product, n) => product * n, 1);
  return Array.from({ length }, (_, i) => build(rest, numbers, from + i * size));
}
