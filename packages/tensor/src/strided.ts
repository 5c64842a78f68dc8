import { allocate, type Data } from "./dtype.ts";
import { DTypeError, ShapeError, ValueError } from "./errors.ts";
import type { Spec, Value } from "./primitive.ts";
import { formatShape, offsetsOf, type Shape, stridesOf } from "./shape.ts";

// How the primitives walk through arrays.

export const dataOf = (value: Value | undefined): Data => value!.data;

/** Number of elements in one entry along axis 0. */
export const rowSize = (value: Value | undefined): number => value!.shape.slice(1).reduce((size, n) => size * n, 1);

/** A contiguous copy of a strided view. */
export function copyStrided(x: Value | undefined, shape: Shape, strides: readonly number[], base = 0): Data {
  const data = dataOf(x);
  const offsets = offsetsOf(shape, strides);
  const out = allocate(x!.dtype, offsets.length);
  for (let i = 0; i < out.length; i++) out[i] = data[base + offsets[i]!]!;
  return out;
}

export interface ReduceAttributes {
  readonly [name: string]: unknown;
  readonly axes: readonly number[];
}

export const keepAxes = (shape: Shape, axes: readonly number[]): Shape =>
  shape.map((length, axis) => (axes.includes(axis) ? 1 : length));

export const dropAxis = (shape: Shape, axis: number): Shape => shape.filter((_, i) => i !== axis);

/** Throws where there is nothing to choose a largest element from. */
export function requireReducible(who: string, shape: Shape, axes: readonly number[]): void {
  if (axes.some((axis) => shape[axis] === 0)) {
    throw new ShapeError(`${who}: expected at least one element along axes ${axes.join(", ")}, received ${formatShape(shape)}.`);
  }
}

/** One number for each place outside `axes`, from the elements along them in row-major order. */
export function reduceInto(
  x: Value | undefined,
  axes: readonly number[],
  result: Spec,
  reduce: (data: Data, base: number, offsets: Int32Array) => number,
): Data {
  const { shape, data } = x!;
  const strides = stridesOf(shape);
  const part = (inside: boolean): Int32Array => {
    const chosen = shape.map((_, axis) => axis).filter((axis) => axes.includes(axis) === inside);
    return offsetsOf(chosen.map((axis) => shape[axis]!), chosen.map((axis) => strides[axis]!));
  };
  const [outer, inner] = [part(false), part(true)];
  const out = allocate(result.dtype, outer.length);
  for (let i = 0; i < out.length; i++) out[i] = reduce(data, outer[i]!, inner);
  return out;
}

/** Calls `visit` for each line along an axis. */
export function alongAxis(shape: Shape, axis: number, visit: (base: number, stride: number, length: number) => void): void {
  const stride = stridesOf(shape)[axis]!;
  const length = shape[axis]!;
  const lines = shape.reduce((size, n) => size * n, 1) / (length || 1);
  for (let line = 0; line < lines; line++) {
    visit(Math.floor(line / stride) * stride * length + (line % stride), stride, length);
  }
}

/** Copies an array into a larger one, from index `at` along an axis. */
export function placeBlocks(out: Data, shape: Shape, data: Data, from: Shape, axis: number, at: number): void {
  const stride = stridesOf(shape)[axis]!;
  const [step, size] = [shape[axis]! * stride, from[axis]! * stride];
  for (let block = 0; block * size < data.length; block++) {
    out.set(data.subarray(block * size, (block + 1) * size), block * step + at * stride);
  }
}

/** Throws unless these are int32 indices and, where their values are at hand, lie below `rows`. */
export function requireIndices(who: string, indices: Spec | undefined, rows?: number): void {
  if (indices?.dtype !== "int32") {
    throw new DTypeError(`${who}: expected int32 indices, received ${indices?.dtype}. Write .cast("int32").`);
  }
  if (rows === undefined) return;
  const wrong = (indices as Value).data.find((index) => index < 0 || index >= rows);
  if (wrong !== undefined) {
    throw new ValueError(`${who}: expected indices from 0 to ${rows - 1}, received ${wrong}. Check the labels or the table.`);
  }
}

/** Whether two shapes are alike but for one axis. */
export const agreeButFor = (axis: number, a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((length, i) => i === axis || length === b[i]);
