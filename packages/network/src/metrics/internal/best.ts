import { type MetricOptions, requireRange, type Tensor, zeroToOne } from "@chainrule/tensor";
import { type Curve, curveOf } from "./curve.ts";
import { ratio } from "./ratio.ts";

/** Shares between 0 and 1 of a curve, one for each threshold. */
const rates = {
  /** Also called recall. */
  sensitivity: ({ truePositives, yes }: Curve): Tensor => ratio(truePositives, yes.sum(0)),
  specificity: ({ falsePositives, no }: Curve): Tensor => ratio(no.sum(0).sub(falsePositives), no.sum(0)),
  precision: ({ truePositives, falsePositives }: Curve): Tensor =>
    ratio(truePositives, truePositives.add(falsePositives)),
} as const;

export type Rate = keyof typeof rates;

/** The best value of one rate over the thresholds where another is as high as asked; the mean over outputs. */
export function best(
  who: string,
  prediction: Tensor,
  target: Tensor,
  { of, where, atLeast, ...options }: { of: Rate; where: Rate; atLeast: number } & MetricOptions,
): Tensor {
  requireRange(who, zeroToOne, { [where]: atLeast });
  const curve = curveOf(who, prediction, target, options);
  const isThreshold = curve.yes.add(curve.no).greater(0);
  const allowed = rates[where](curve).greaterEqual(atLeast).and(isThreshold);
  // Above all scores nobody is a yes: there the specificity is 1, and the sensitivity 0.
  const nobody = of === "specificity" && atLeast === 0 ? 1 : 0;
  return allowed.where(rates[of](curve), nobody).reduceMax(0).mean();
}
