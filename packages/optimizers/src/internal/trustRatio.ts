import { onesLike, type Tensor } from "@chainrule/tensor";

/** Length of the weights over that of the step that is planned for them; 1 where it would be 0 or infinite. */
export function trustRatio(weights: Tensor, step: Tensor): Tensor {
  const ratio = weights.div(step);
  return ratio.greater(0).and(ratio.less(Infinity)).where(ratio, onesLike(ratio));
}
