import type { Tensor } from "@chainrule/tensor";
import type { Classes } from "./classes.ts";
import { weightedMean } from "../../weighted.ts";

/** The share of rows whose predicted class is the true one, in the dtype of the prediction. */
export const agreement = ({ predicted, actual, weights }: Classes, { dtype }: Tensor): Tensor =>
  weightedMean(predicted.equal(actual).cast(dtype), weights);
