import type { Tensor } from "@chainrule/tensor";
import { type ClassOptions, yesOrNo } from "./classes.ts";
import { weightedSum } from "../../weighted.ts";

/** How many outputs are predicted as the one (1: yes, 0: no) and are the other. */
export function decided(
  who: string,
  prediction: Tensor,
  target: Tensor,
  options: ClassOptions,
  wanted: { readonly predicted: 0 | 1; readonly actual: 0 | 1 },
): Tensor {
  const { predicted, actual, weights } = yesOrNo(who, prediction, target, options);
  const hits = predicted.equal(wanted.predicted).and(actual.equal(wanted.actual)).cast(prediction.dtype);
  return weightedSum(hits, weights);
}
