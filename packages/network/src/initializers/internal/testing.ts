import { type DType, randomKey, type Shape, type Tensor } from "@chainrule/tensor";
import type { Initializer } from "../initializer.ts";

export const begin = (initializer: Initializer, shape: Shape, dtype: DType = "float64", seed = 7): Tensor =>
  initializer(randomKey(seed), shape, { dtype });

/** What many numbers look like from afar. */
export function summarize(x: Tensor): { low: number; high: number; mean: number; deviation: number } {
  const mean = x.mean();
  return {
    low: x.reduceMin().item(),
    high: x.reduceMax().item(),
    mean: mean.item(),
    deviation: x.sub(mean).square().mean().sqrt().item(),
  };
}
