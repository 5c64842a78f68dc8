import { refuse, ShapeError, ValueError } from "./errors.ts";

/**
 * Lengths of the axes. A negative length −k stands for k times the number of rows, which only the run knows:
 * `[-1, 3]` is a batch of any size with three columns, and joining two of them gives `[-2, 3]`.
 */
export type Shape = readonly number[];

export const isKnown = (shape: Shape): boolean => shape.every((length) => length >= 0);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** `[rows, 3]`, as people read it. */
export const formatShape = (shape: Shape): string => `[${shape.map(formatLength).join(", ")}]`;

/** `float32 [rows, 3]` */
export const formatSpec = ({ dtype, shape }: { readonly dtype: string; readonly shape: Shape }): string =>
  `${dtype} ${formatShape(shape)}`;

const formatLength = (length: number): string =>
  length >= 0 ? String(length) : length === -1 ? "rows" : `${-length}·rows`;

export const product = (lengths: readonly number[]): number => lengths.reduce((size, length) => size * length, 1);

/** Number of elements; negative where the number of rows is unknown. */
export function sizeOf(shape: Shape): number {
  if (shape.filter((length) => length < 0).length > 1) {
    refuse(
      ShapeError,
      "size",
      "at most one axis of unknown length",
      formatShape(shape),
      "Reduce one of them before reshaping.",
    );
  }
  return product(shape);
}

/** a + b for lengths that may be unknown: both are plain numbers, or both count rows, or one is 0. */
export function addLengths(who: string, a: number, b: number): number {
  requireAlike(who, a, b);
  return a + b;
}

/** a − b, likewise. */
export function subtractLengths(who: string, a: number, b: number): number {
  requireAlike(who, a, b);
  return a - b;
}

function requireAlike(who: string, a: number, b: number): void {
  if (a * b >= 0) return;
  refuse(
    ShapeError,
    who,
    "lengths that are both known or both multiples of the rows",
    `${formatLength(a)} and ${formatLength(b)}`,
    "Put the rows on an axis of their own.",
  );
}

/** The shape that two shapes broadcast to, as in NumPy: aligned at the end, an axis of length 1 stretches. */
export function broadcastShapes(who: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [left = 1, right = 1] = [a.at(axis - rank), b.at(axis - rank)];
    if (left !== right && left !== 1 && right !== 1) {
      const both = `${formatShape(a)} and ${formatShape(b)}`;
      refuse(ShapeError, who, "shapes that broadcast", both, "Reshape or transpose one of them.");
    }
    return left === 1 ? right : left;
  });
}

/** Axes counted from 0, sorted; negative ones count from the end, none named means all. */
export function normalizeAxes(who: string, rank: number, axes?: number | readonly number[]): number[] {
  const list = typeof axes === "number" ? [axes] : (axes ?? [...Array(rank).keys()]);
  return [...new Set(list.map((axis) => normalizeAxis(who, rank, axis)))].sort((a, b) => a - b);
}

export function normalizeAxis(who: string, rank: number, axis: number): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normal < 0 || normal >= rank) {
    const cure = rank > 0 ? `Use 0 to ${rank - 1}, or −1 for the last.` : "A scalar has no axes.";
    refuse(ShapeError, who, `an axis of a tensor of rank ${rank}`, axis, cure);
  }
  return normal;
}

/** Elements to step over for one step along each axis, in a contiguous array. */
export const stridesOf = (shape: Shape): number[] => shape.map((_, axis) => product(shape.slice(axis + 1)));

/** Strides that read an array of shape `from` as if it were broadcast to `to`. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  return to.map((_, i) => (from.at(i - to.length) === 1 ? 0 : (strides.at(i - to.length) ?? 0)));
}

/** Where each element of a strided view lies, in row-major order of `shape`. */
export function offsetsOf(shape: Shape, strides: readonly number[]): Int32Array {
  let offsets = new Int32Array(1);
  shape.forEach((length, axis) => {
    const next = new Int32Array(offsets.length * length);
    let n = 0;
    for (const offset of offsets) {
      for (let j = 0; j < length; j++) next[n++] = offset + j * strides[axis]!;
    }
    offsets = next;
  });
  return offsets;
}

/** Throws unless it is a list of whole numbers, at least 0 (or multiples of the rows). */
export function requireShape(who: string, shape: Shape): Shape {
  if (!(shape as { every?: Shape["every"] } | undefined)?.every?.(Number.isInteger)) {
    refuse(ValueError, who, "whole numbers in a list", String(shape), "Write for example [2, 3].");
  }
  return shape;
}

/**
 * Throws unless all tensors have the shape of the first.
 *
 * @throws ValueError where there is no tensor, as in a loss that is called where it should be passed; ShapeError also
 *   where they would broadcast: between predictions and targets that is usually a mistake
 */
export function requireSameShape(who: string, tensors: Readonly<Record<string, { readonly shape: Shape }>>): void {
  const entries = Object.entries(tensors);
  const [first, like] = entries[0]!;
  for (const [name, other] of entries as [string, Partial<typeof like> | undefined][]) {
    if (!other?.shape) {
      refuse(ValueError, who, `${name} to be a tensor`, typeof other, `Pass ${who} without calling it.`);
    }
    if (sameShape(other.shape, like.shape)) continue;
    const expected = `${name} to have the shape of ${first}, ${formatShape(like.shape)}`;
    refuse(ShapeError, who, expected, formatShape(other.shape), remedy(name, like.shape, other.shape));
  }
}

function remedy(name: string, shape: Shape, other: Shape): string {
  const cure =
    product(shape) === product(other)
      ? `Reshape ${name} with .reshape(${formatShape(shape)}).`
      : `Change ${name} or the layer that makes ${formatShape(shape)}.`;
  try {
    return `They would broadcast to ${formatShape(broadcastShapes(name, shape, other))}. ${cure}`;
  } catch {
    return cure;
  }
}
