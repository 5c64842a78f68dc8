import type { Tensor } from "@chainrule/tensor";
import { weightedMean } from "../../weighted.ts";

/** The mean over the rows of the product of what each differs by from its own mean. */
export const covariance = (a: Tensor, b: Tensor, weights?: Tensor): Tensor =>
  weightedMean(centred(a, weights).mul(centred(b, weights)), weights, 0);

export const variance = (x: Tensor, weights?: Tensor): Tensor => covariance(x, x, weights);

const centred = (x: Tensor, weights?: Tensor): Tensor => x.sub(weightedMean(x, weights, 0));
