import { normal, type Tensor, uniform } from "@chainrule/tensor";
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
