import { ShapeError, ValueError } from "./errors.ts";

/**
 * Lengths of the axes. A negative length −k stands for k times the number of rows, which only the run knows:
 * `[-1, 3]` is a batch of any size with three columns, and joining two of them gives `[-2, 3]`.
 */
export type Shape = readonly number[];

export const isKnown = (shape: Shape): boolean => shape.every((length) => length >= 0);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** `[rows, 3]`, as people read it. */
export const formatShape = (shape: Shape): string => `[${shape.map(formatLength).join(", ")}]`;

const formatLength = (length: number): string =>
  length >= 0 ? String(length) : length === -1 ? "rows" : `${-length}·rows`;

/** Number of elements; negative where the number of rows is unknown. */
export function sizeOf(shape: Shape): number {
  if (shape.filter((length) => length < 0).length > 1) {
    throw new ShapeError(
      `size: expected at most one axis of unknown length, received ${formatShape(shape)}. ` +
        "Reduce one of them before reshaping.",
    );
  }
  return shape.reduce((size, length) => size * length, 1);
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
  throw new ShapeError(
    `${who}: expected lengths that are both known or both multiples of the rows, ` +
      `received ${formatLength(a)} and ${formatLength(b)}. Put the rows on an axis of their own.`,
  );
}

/** The shape that two shapes broadcast to, as in NumPy: aligned at the end, an axis of length 1 stretches. */
export function broadcastShapes(who: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `${who}: expected shapes that broadcast, received ${formatShape(a)} and ${formatShape(b)}. ` +
          `Axis ${i} has lengths ${formatLength(left)} and ${formatLength(right)}; reshape or transpose one of them.`,
      );
    }
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

/** Axes counted from 0, sorted; negative ones count from the end, none named means all. */
export function normalizeAxes(who: string, rank: number, axes?: number | readonly number[]): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = typeof axes === "number" ? [axes] : axes;
  const normal = list.map((axis) => normalizeAxis(who, rank, axis));
  return [...new Set(normal)].sort((a, b) => a - b);
}

export function normalizeAxis(who: string, rank: number, axis: number): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normal < 0 || normal >= rank) {
    throw new ShapeError(
      `${who}: expected an axis of a tensor of rank ${rank}, received ${axis}. ` +
        (rank > 0 ? `Use 0 to ${rank - 1}, or −1 for the last.` : "A scalar has no axes."),
    );
  }
  return normal;
}

/** Elements to step over for one step along each axis, in a contiguous array. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}

/** Strides that read an array of shape `from` as if it were broadcast to `to`. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const lead = to.length - from.length;
  return to.map((_, axis) => ((from[axis - lead] ?? 1) === 1 ? 0 : (strides[axis - lead] ?? 0)));
}

/** Where each element of a strided view lies, in row-major order of `shape`. */
export function offsetsOf(shape: Shape, strides: readonly number[]): Int32Array {
  let offsets = new Int32Array(1);
  shape.forEach((length, axis) => {
    const stride = strides[axis] ?? 0;
    const next = new Int32Array(offsets.length * length);
    for (let i = 0, n = 0; i < offsets.length; i++) {
      for (let j = 0; j < length; j++) next[n++] = (offsets[i] ?? 0) + j * stride;
    }
    offsets = next;
  });
  return offsets;
}

/** Throws unless every length is a whole number, at least 0 (or a multiple of the rows). */
export function requireShape(who: string, shape: Shape): Shape {
  if (!shape.every(Number.isInteger)) {
    throw new ValueError(`${who}: expected whole numbers as lengths, received [${shape.join(", ")}]. Round them first.`);
  }
  return shape;
}

/**
 * Throws unless all tensors have the shape of the first.
 *
 * @throws ShapeError also where they would broadcast: between predictions and targets that is usually a mistake
 */
export function requireSameShape(who: string, tensors: Readonly<Record<string, { readonly shape: Shape }>>): void {
  const [[first, { shape }] = ["", { shape: [] as Shape }], ...rest] = Object.entries(tensors);
  for (const [name, other] of rest) {
    if (sameShape(other.shape, shape)) continue;
    throw new ShapeError(
      `${who}: expected ${name} to have the shape of ${first}, ${formatShape(shape)}, ` +
        `received ${formatShape(other.shape)}. ${remedy(name, shape, other.shape)}`,
    );
  }
}

function remedy(name: string, shape: Shape, other: Shape): string {
  let cure = `Change ${name} or the layer that makes ${formatShape(shape)}.`;
  if (sameProduct(shape, other)) cure = `Reshape ${name} with .reshape(${formatShape(shape)}).`;
  try {
    return `They would broadcast to ${formatShape(broadcastShapes(name, shape, other))}. ${cure}`;
  } catch {
    return cure;
  }
}

const sameProduct = (a: Shape, b: Shape): boolean =>
  a.reduce((size, length) => size * length, 1) === b.reduce((size, length) => size * length, 1);
