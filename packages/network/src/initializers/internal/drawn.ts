import { placeholder } from "@chainrule/compiler";
import { type DType, foldIn, normal, type Shape, type Tensor, uniform } from "@chainrule/tensor";
import { drawn } from "../../drawing.ts";
import { ended } from "../../pieces.ts";
import type { Initializer } from "../initializer.ts";

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
  const variable = placeholder(key);
  const fresh = (from: Tensor): Tensor => ended(drawn([normal(variable, shape, { dtype })], variable, from))[0]!;
  let x = fresh(key);
  for (let attempt = 2; x.abs().greater(2).cast("int32").sum().item() > 0; attempt++) {
    x = x
      .abs()
      .greater(2)
      .where(fresh(foldIn(key, attempt)), x);
  }
  return x;
}
