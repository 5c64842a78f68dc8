import { trace } from "@chainrule/compiler";
import {
  type DType,
  foldIn,
  normal as normalNumbers,
  type Shape,
  type Tensor,
  uniform as uniformNumbers,
} from "@chainrule/tensor";
import { storeFor } from "../../executor.ts";
import type { Initializer } from "../initializer.ts";

/** From so many numbers on a plan for them costs less than it saves: the engine draws four times as fast. */
const many = 2 ** 16;

/** A draw of tensor's, with the same bits. */
const quick =
  <Options>(draw: (key: Tensor, shape: Shape, options: Options) => Tensor): typeof draw =>
  (key, shape, options) =>
    shape.reduce((count, length) => count * length, 1) < many
      ? draw(key, shape, options)
      : storeFor([], "exact").plan(
          trace((k) => [draw(k, shape, options)], [key]),
          [],
        )([key])[0]!;

export const uniform = /* @__PURE__ */ quick(uniformNumbers);
export const normal = /* @__PURE__ */ quick(normalNumbers);

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
