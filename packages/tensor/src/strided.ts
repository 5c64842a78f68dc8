import { allocate, type Data } from "./dtype.ts";
import { DTypeError, refuse, ShapeError, ValueError } from "./errors.ts";
import type { Spec, Value } from "./primitive.ts";
import { broadcastStrides, formatShape, offsetsOf, product, sameShape, type Shape, stridesOf } from "./shape.ts";

// How the primitives walk through arrays.

/** Number of elements in one entry along axis 0. */
export const rowSize = ({ shape }: Value): number => product(shape.slice(1));

/** A contiguous copy of a strided view. */
export function copyStrided({ data, dtype }: Value, shape: Shape, strides: readonly number[], base = 0): Data {
  const out = allocate(dtype, product(shape));
  const offsets = offsetsOf(shape, strides);
  for (let i = 0; i < out.length; i++) out[i] = data[base + offsets[i]!]!;
  return out;
}

/** The elements as if broadcast to a shape. */
export const spread = (x: Value, shape: Shape): Data =>
  sameShape(x.shape, shape) ? x.data : copyStrided(x, shape, broadcastStrides(x.shape, shape));

/** The elements with the axes in another order. */
export function permuted(x: Value, axes: readonly number[]): Data {
  const strides = stridesOf(x.shape);
  return copyStrided(
    x,
    axes.map((axis) => x.shape[axis]!),
    axes.map((axis) => strides[axis]!),
  );
}

export interface ReduceAttributes {
  readonly [name: string]: unknown;
  readonly axes: readonly number[];
}

/** Throws where there is nothing to choose a largest element from. */
export function requireReducible(who: string, shape: Shape, axes: readonly number[]): void {
  if (axes.every((axis) => shape[axis] !== 0)) return;
  refuse(
    ShapeError,
    who,
    `at least one element along axes ${axes.join(", ")}`,
    formatShape(shape),
    "Leave out what is empty.",
  );
}

/** NaN if one of them is. */
export function largestOf(elements: Data): number {
  let largest = -Infinity;
  for (const element of elements) largest = Math.max(largest, element);
  return largest;
}

/** One number for each place outside `axes`, from the elements along them in row-major order. */
export function reduceInto(
  x: Value,
  axes: readonly number[],
  { shape, dtype }: Spec,
  reduce: (elements: Data) => number,
): Data {
  const kept = [...x.shape.keys()].filter((axis) => !axes.includes(axis));
  const data = permuted(x, [...kept, ...axes]);
  const out = allocate(dtype, product(shape));
  const size = data.length / out.length;
  for (let i = 0; i < out.length; i++) out[i] = reduce(data.subarray(i * size, (i + 1) * size));
  return out;
}

/** Calls `visit` for each line along an axis. */
export function alongAxis(
  shape: Shape,
  axis: number,
  visit: (base: number, stride: number, length: number) => void,
): void {
  const stride = stridesOf(shape)[axis]!;
  const length = shape[axis]!;
  const lines = product(shape) / (length || 1);
  for (let line = 0; line < lines; line++) {
    visit(Math.floor(line / stride) * stride * length + (line % stride), stride, length);
  }
}

/** Copies an array into a larger one, from index `at` along an axis. */
export function placeBlocks(out: Data, shape: Shape, { data, shape: from }: Value, axis: number, at: number): void {
  const stride = stridesOf(shape)[axis]!;
  const [step, size] = [shape[axis]! * stride, from[axis]! * stride];
  for (let block = 0; block * size < data.length; block++) {
    out.set(data.subarray(block * size, (block + 1) * size), block * step + at * stride);
  }
}

/** Throws unless these are int32 indices and, where their values are at hand, lie below `rows`. */
export function requireIndices(who: string, indices: Spec, rows?: number): void {
  if (indices.dtype !== "int32") refuse(DTypeError, who, "int32 indices", indices.dtype, 'Write .cast("int32").');
  if (rows === undefined) return;
  const wrong = (indices as Value).data.find((index) => index < 0 || index >= rows);
  if (wrong !== undefined) {
    refuse(ValueError, who, `indices from 0 to ${rows - 1}`, wrong, "Check the labels or the table.");
  }
}

/** Throws unless two shapes are alike but for one axis. */
export function requireAlikeBut(who: string, axis: number, a: Shape, b: Shape): void {
  if (a.length === b.length && a.every((length, i) => i === axis || length === b[i])) return;
  const both = `${formatShape(a)} and ${formatShape(b)}`;
  refuse(ShapeError, who, `shapes that agree but for axis ${axis}`, both, "Reshape one of them.");
}

/** The shape with another length along an axis. */
export const withLength = (shape: Shape, axis: number, length: number): Shape =>
  shape.map((n, i) => (i === axis ? length : n));
