import type { Tensor } from "@chainrule/tensor";
import { yesOrNo } from "./classes.ts";

/** How many outputs are predicted as the one (1: yes, 0: no) and are the other. */
export function decided(
  who: string,
  prediction: Tensor,
  target: Tensor,
  threshold: number,
  wanted: { readonly predicted: 0 | 1; readonly actual: 0 | 1 },
): Tensor {
  const { predicted, actual } = yesOrNo(who, prediction, target, threshold);
  return predicted.equal(wanted.predicted).and(actual.equal(wanted.actual)).cast(prediction.dtype).sum();
}
