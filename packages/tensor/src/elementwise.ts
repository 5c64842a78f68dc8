import { allocate, type Data } from "./dtype.ts";
import type { Elementwise, Loop, Scalar, Spec, Strided, Value } from "./primitive.ts";
import { product } from "./shape.ts";
import { spread } from "./strided.ts";

/** Fills the result of a primitive from inputs that broadcast to its shape. */
export function elementwise(primitive: Elementwise, inputs: readonly Value[], { shape, dtype }: Spec): Data {
  const out = allocate(dtype, product(shape));
  const strided = inputs.map((x): Strided => (x.data.length === 1 ? [x.data, 0] : [spread(x, shape), 1]));
  primitive.loop(inputs[0]!.dtype)(out, ...(strided as [Strided, Strided, Strided]));
  return out;
}

/** A function of one or two numbers as a loop. */
export const each =
  (f: Scalar): Loop =>
  (out, [a, da], [b, db] = [a, da]) => {
    for (let i = 0; i < out.length; i++) out[i] = f(a[i * da]!, b[i * db]!);
  };
