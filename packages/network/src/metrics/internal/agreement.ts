import type { Tensor } from "@chainrule/tensor";
import type { Classes } from "./classes.ts";

/** The share of rows whose predicted class is the true one, in the dtype of the prediction. */
export const agreement = ({ predicted, actual }: Classes, { dtype }: Tensor): Tensor =>
  predicted.equal(actual).cast(dtype).mean();
