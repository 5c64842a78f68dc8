import { allocate, type Data } from "./dtype.ts";
import type { Scalar, Spec, Value } from "./primitive.ts";
import { broadcastStrides, offsetsOf, sameShape } from "./shape.ts";

/** A function of up to three numbers over arrays that broadcast to the shape of the result. */
export function elementwise(f: Scalar, inputs: readonly Value[], { shape, dtype }: Spec): Data {
  const [a, b = a, c = a] = inputs as [Value, ...Value[]];
  const out = allocate(dtype, shape.reduce((size, length) => size * length, 1));
  const [dataA, dataB, dataC] = [a.data, b.data, c.data];
  // The common case steps through each array, or stays at its only element.
  const steps = [a, b, c].map((input) => (sameShape(input.shape, shape) ? 1 : input.data.length === 1 ? 0 : NaN));
  const [stepA = 0, stepB = 0, stepC = 0] = steps;
  if (!steps.some(Number.isNaN)) {
    for (let i = 0; i < out.length; i++) out[i] = f(dataA[i * stepA]!, dataB[i * stepB]!, dataC[i * stepC]!);
    return out;
  }
  const [atA, atB, atC] = [a, b, c].map((input) => offsetsOf(shape, broadcastStrides(input.shape, shape))) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let i = 0; i < out.length; i++) out[i] = f(dataA[atA[i]!]!, dataB[atB[i]!]!, dataC[atC[i]!]!);
  return out;
}
