import type { Tensor } from "@chainrule/tensor";
import { softmax } from "./softmax.ts";

/**
 * Softmax of −x: exp(−xᵢ) / Σⱼ exp(−xⱼ), so that the least has the largest share. For distances and costs.
 *
 * Any shape of rank ≥ 1, which it keeps; each row is on its own.
 *
 * @param options.axis - the axis that sums to 1; the last one unless told
 */
export const softmin = (x: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor =>
  softmax(x.neg(), { axis }).named("softmin", { x }, { axis });
