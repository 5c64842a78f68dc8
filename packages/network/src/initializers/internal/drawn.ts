import {
  type DType,
  foldIn,
  normal as normalNumbers,
  type Shape,
  sizeOf,
  type Tensor,
  uniform as uniformNumbers,
} from "@chainrule/tensor";
import { applyExactly } from "../../executor.ts";
import type { Initializer } from "../initializer.ts";

/** From so many numbers on a plan for them costs less than it saves: the engine draws four times as fast. */
const many = 2 ** 16;

const drawn = (shape: Shape, f: (key: Tensor) => Tensor, key: Tensor): Tensor =>
  sizeOf(shape) < many ? f(key) : applyExactly(f, key);

/** As tensor's. */
export const uniform: typeof uniformNumbers = (key, shape, options) =>
  drawn(shape, (k) => uniformNumbers(k, shape, options), key);

/** As tensor's. */
export const normal: typeof normalNumbers = (key, shape, options) =>
  drawn(shape, (k) => normalNumbers(k, shape, options), key);

type Draw = (variance: number, ...to: Parameters<Initializer>) => Tensor;

/** Evenly spread around 0, with this variance: [−√(3·variance), √(3·variance)). */
export const drawnUniform: Draw = (variance, key, shape, { dtype }) => {
  const limit = Math.sqrt(3 * variance);
  return uniform(key, shape, { low: -limit, high: limit, dtype });
};

/** Normal around 0, with this variance. */
export const drawnNormal: Draw = (variance, key, shape, { dtype }) =>
  normal(key, shape, { deviation: Math.sqrt(variance), dtype });

/** Normal around 0 and cut off at two deviations, with this variance after the cut. */
export const drawnTruncated: Draw = (variance, key, shape, options) =>
  truncated(key, shape, options).mul(Math.sqrt(variance) / leftByCut);

/** The deviation of a standard normal between −2 and 2: √(1 − 4φ(2) / (2Φ(2) − 1)). */
const leftByCut = 0.8796256610342398;

/** A standard normal between −2 and 2: what lies outside is drawn anew. */
export function truncated(key: Tensor, shape: Shape, { dtype }: { readonly dtype: DType }): Tensor {
  let x = normal(key, shape, { dtype });
  for (let attempt = 2; x.abs().greater(2).cast("int32").sum().item() > 0; attempt++) {
    x = x
      .abs()
      .greater(2)
      .where(normal(foldIn(key, attempt), shape, { dtype }), x);
  }
  return x;
}
