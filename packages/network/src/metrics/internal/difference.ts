import { requireSameShape, type Tensor } from "@chainrule/tensor";

/** prediction − target; shapes that merely broadcast are refused. */
export function difference(who: string, prediction: Tensor, target: Tensor): Tensor {
  requireSameShape(who, { prediction, target });
  return prediction.sub(target);
}
