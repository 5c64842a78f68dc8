/**
 * A table of numbers of which each is known to lie between two bounds; a point where the bounds are equal.
 *
 * Shapes are `[examples, neurons]` for what belongs to examples, `[1, neurons]` for a bias, `[1, 1]` for a loss, and
 * `[examples, out, in]` for Jacobians.
 */
export interface Box {
  readonly shape: readonly number[];
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

export const columnsOf = ({ shape }: Box): number => shape.at(-1)!;
export const rowsOf = ({ shape }: Box): number => shape[0]!;
export const isPoint = ({ low, high }: Box): boolean => low === high;

/** Numbers that are known exactly. */
export const point = (shape: readonly number[], numbers: Float64Array): Box => ({ shape, low: numbers, high: numbers });

export const pointOf = (rows: readonly (readonly number[])[]): Box =>
  point([rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat()));

export const filled = (shape: readonly number[], value: number): Box =>
  point(shape, new Float64Array(sizeOf(shape)).fill(value));

/** The midpoints. */
export const middle = ({ low, high }: Box): Float64Array =>
  low === high ? low : low.map((l, i) => (l + high[i]!) / 2);

/** Applies a function of two exact numbers that rises or falls with each of them on its own, number by number. */
function combine(shape: readonly number[], a: Box, b: Box, f: (a: number, b: number) => number): Box {
  const size = sizeOf(shape);
  const low = new Float64Array(size);
  if (isPoint(a) && isPoint(b)) {
    for (let i = 0; i < size; i++) low[i] = f(a.low[i]!, b.low[i]!);
    return point(shape, low);
  }
  const high = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const [least, most] = [f(a.low[i]!, b.low[i]!), f(a.high[i]!, b.high[i]!)];
    const [falling, rising] = [f(a.high[i]!, b.low[i]!), f(a.low[i]!, b.high[i]!)];
    low[i] = Math.min(least, falling, rising, most);
    high[i] = Math.max(least, falling, rising, most);
  }
  return { shape, low, high };
}

export const add = (a: Box, b: Box): Box => combine(a.shape, a, b, (x, y) => x + y);
export const subtract = (a: Box, b: Box): Box => combine(a.shape, a, b, (x, y) => x - y);
export const multiply = (a: Box, b: Box): Box => combine(a.shape, a, b, (x, y) => x * y);

export function scale({ shape, low, high }: Box, factor: number): Box {
  const scaled = low.map((x) => x * factor);
  if (low === high) return point(shape, scaled);
  const other = high.map((x) => x * factor);
  return {
    shape,
    low: scaled.map((x, i) => Math.min(x, other[i]!)),
    high: other.map((x, i) => Math.max(x, scaled[i]!)),
  };
}

/** Other numbers in other places: cell i of the result is cell `from(i)` of the box. */
export function rearrange(a: Box, shape: readonly number[], from: (i: number) => number): Box {
  const pick = (numbers: Float64Array): Float64Array => {
    const picked = new Float64Array(sizeOf(shape));
    for (let i = 0; i < picked.length; i++) picked[i] = numbers[from(i)]!;
    return picked;
  };
  const low = pick(a.low);
  return { shape, low, high: isPoint(a) ? low : pick(a.high) };
}

export function transpose(a: Box): Box {
  const [rows, columns] = [rowsOf(a), columnsOf(a)];
  return rearrange(a, [columns, rows], (i) => (i % rows) * columns + Math.floor(i / rows));
}

/** One row, again and again. */
export const repeatRow = (row: Box, rows: number): Box =>
  rearrange(row, [rows, columnsOf(row)], (i) => i % columnsOf(row));

/** The sum over all rows: `[1, columns]`. */
export function sumRows(a: Box): Box {
  const columns = columnsOf(a);
  const total = (numbers: Float64Array): Float64Array => {
    const sums = new Float64Array(columns);
    for (let i = 0; i < numbers.length; i++) sums[i % columns]! += numbers[i]!;
    return sums;
  };
  const low = total(a.low);
  return { shape: [1, columns], low, high: isPoint(a) ? low : total(a.high) };
}

/** Row vectors times a matrix. */
export function matmul(a: Box, b: Box): Box {
  const [rows, inner, columns] = [rowsOf(a), columnsOf(a), columnsOf(b)];
  const low = new Float64Array(rows * columns);
  const exact = isPoint(a) && isPoint(b);
  const high = exact ? low : new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      for (let k = 0; k < inner; k++) {
        const [i, j, at] = [r * inner + k, k * columns + c, r * columns + c];
        const first = a.low[i]! * b.low[j]!;
        if (exact) {
          low[at]! += first;
          continue;
        }
        const [second, third, last] = [a.low[i]! * b.high[j]!, a.high[i]! * b.low[j]!, a.high[i]! * b.high[j]!];
        low[at]! += Math.min(first, second, third, last);
        high[at]! += Math.max(first, second, third, last);
      }
    }
  }
  return { shape: [rows, columns], low, high };
}

/**
 * The range of a function of each number on its own.
 *
 * The boxes of a sheet are as narrow as its digits: between the ends and the middle a function is a parabola, of which
 * this is the range.
 */
export function lift(a: Box, f: (numbers: Float64Array) => Float64Array): Box {
  const atLow = f(a.low);
  if (isPoint(a)) return point(a.shape, atLow);
  return hull(a.shape, atLow, f(middle(a)), f(a.high));
}

function hull(shape: readonly number[], low: Float64Array, mid: Float64Array, high: Float64Array): Box {
  const bend = mid.map((m, i) => Math.abs(low[i]! + high[i]! - 2 * m));
  const pad = bend.map((b) => (Number.isFinite(b) ? b : 0));
  return {
    shape,
    low: mid.map((m, i) => Math.min(low[i]!, m, high[i]!) - pad[i]!),
    high: mid.map((m, i) => Math.max(low[i]!, m, high[i]!) + pad[i]!),
  };
}

/**
 * The range of a function whose results depend on several numbers of a row.
 *
 * Each number is moved to both ends on its own; the moves are added up, with a tenth more for what they do together.
 */
export function liftRows(a: Box, shape: readonly number[], f: (numbers: Float64Array) => Float64Array): Box {
  if (isPoint(a)) return point(shape, f(a.low));
  const center = middle(a);
  const mid = f(center);
  const spread = new Float64Array(mid.length);
  const columns = columnsOf(a);
  for (let column = 0; column < columns; column++) {
    const moved = (numbers: Float64Array): Float64Array =>
      f(center.map((value, i) => (i % columns === column ? numbers[i]! : value)));
    const [down, up] = [moved(a.low), moved(a.high)];
    for (let i = 0; i < mid.length; i++) {
      spread[i]! += 1.1 * Math.max(Math.abs(down[i]! - mid[i]!), Math.abs(up[i]! - mid[i]!));
    }
  }
  return { shape, low: mid.map((m, i) => m - spread[i]!), high: mid.map((m, i) => m + spread[i]!) };
}
