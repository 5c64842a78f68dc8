import { requireFloat, requireOneDType } from "./dtype.ts";
import { DTypeError } from "./errors.ts";
import { type Arithmetic, float32, float64 } from "./math/arithmetic.ts";
import type { DType } from "./dtype.ts";
import type { Scalar, Spec } from "./primitive.ts";
import { broadcastShapes, type Shape } from "./shape.ts";

// Shape and dtype rules that several primitives share.

const nothing: Spec = { shape: [], dtype: "float32" };

export const first = (inputs: readonly Spec[]): Spec => inputs[0] ?? nothing;

const broadcastAll = (who: string, inputs: readonly Spec[]): Shape =>
  inputs.map(({ shape }) => shape).reduce((a, b) => broadcastShapes(who, a, b));

/** Numbers of one dtype in, the same dtype out. */
export function numeric(this: { name: string }, inputs: readonly Spec[]): Spec {
  const dtype = requireOneDType(this.name, inputs.map((input) => input.dtype));
  if (dtype === "bool") {
    throw new DTypeError(`${this.name}: expected numbers, received bool. Write .cast("float32") first.`);
  }
  return { shape: broadcastAll(this.name, inputs), dtype };
}

/** Floats of one dtype in, the same dtype out. */
export function floating(this: { name: string }, inputs: readonly Spec[]): Spec {
  const dtype = requireOneDType(this.name, inputs.map((input) => input.dtype));
  return { shape: broadcastAll(this.name, inputs), dtype: requireFloat(this.name, dtype) };
}

/** One dtype in, bool out. */
export function comparison(this: { name: string }, inputs: readonly Spec[]): Spec {
  requireOneDType(this.name, inputs.map((input) => input.dtype));
  return { shape: broadcastAll(this.name, inputs), dtype: "bool" };
}

/** The result is like the input. */
export const same = (inputs: readonly Spec[]): Spec => ({ shape: first(inputs).shape, dtype: first(inputs).dtype });

/** The number arithmetic of a float dtype. */
export const arithmeticOf = (dtype: DType): Arithmetic => (dtype === "float32" ? float32 : float64);

/** A function from the math folder as a function of numbers. */
export function real(f: (m: Arithmetic, x: number) => number, dtype: DType): Scalar {
  const m = arithmeticOf(dtype);
  return (x) => f(m, x);
}
