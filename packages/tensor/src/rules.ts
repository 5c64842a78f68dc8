import { castFirst, type DType, requireFloat, requireOneDType } from "./dtype.ts";
import { DTypeError, refuse } from "./errors.ts";
import { type Arithmetic, float32, float64 } from "./math/arithmetic.ts";
import { each } from "./elementwise.ts";
import type { Loop, Spec } from "./primitive.ts";
import { broadcastShapes } from "./shape.ts";
import type { ReduceAttributes } from "./strided.ts";

// Shape and dtype rules that several primitives share.

interface Named {
  readonly name: string;
}

/** The shape that all inputs broadcast to. */
export const broadcastAll = (who: string, inputs: readonly Spec[], dtype: DType): Spec => ({
  shape: inputs.map(({ shape }) => shape).reduce((a, b) => broadcastShapes(who, a, b)),
  dtype,
});

/** Numbers of one dtype in, the same dtype out. */
export function numeric(this: Named, inputs: readonly Spec[]): Spec {
  const dtype = requireOneDType(this.name, inputs);
  if (dtype === "bool") refuse(DTypeError, this.name, "numbers", dtype, castFirst);
  return broadcastAll(this.name, inputs, dtype);
}

/** Floats of one dtype in, the same dtype out. */
export function floating(this: Named, inputs: readonly Spec[]): Spec {
  return broadcastAll(this.name, inputs, requireFloat(this.name, inputs));
}

/** One dtype in, bool out. */
export function comparison(this: Named, inputs: readonly Spec[]): Spec {
  requireOneDType(this.name, inputs);
  return broadcastAll(this.name, inputs, "bool");
}

/** Numbers in, the same dtype out, with length 1 along the axes. */
export function reduced(this: Named, inputs: readonly Spec[], { axes }: ReduceAttributes): Spec {
  const { shape, dtype } = numeric.call(this, inputs);
  return { shape: shape.map((length, axis) => (axes.includes(axis) ? 1 : length)), dtype };
}

/** The result is like the input. */
export const same = ([x]: readonly Spec[]): Spec => ({ shape: x!.shape, dtype: x!.dtype });

/** The number arithmetic of a float dtype. */
export const arithmeticOf = (dtype: DType): Arithmetic => (dtype === "float32" ? float32 : float64);

/** A function from the math folder as a loop. */
export function real(f: (m: Arithmetic, x: number) => number, dtype: DType): Loop {
  const m = arithmeticOf(dtype);
  return each((x) => f(m, x));
}
