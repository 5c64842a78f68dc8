import type { Tensor } from "@chainrule/tensor";
import { binaryCrossentropy } from "./binaryCrossentropy.ts";

/**
 * The mean of `binaryCrossentropy` over the labels of a row, for outputs of which any number are true.
 *
 * PyTorch's `MultiLabelSoftMarginLoss`, which takes scores; this takes their probabilities, and loses nothing by it.
 *
 * @param prediction - `[…, labels]`: probabilities, 0 to 1, e.g. the output of `sigmoid`
 * @param target - same shape: 0 or 1, or a probability between
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a prediction or a target whose value is known is outside 0 to 1
 */
export const multiLabelSoftMargin = (prediction: Tensor, target: Tensor): Tensor =>
  binaryCrossentropy(prediction, target).mean(-1).named("multiLabelSoftMargin", { prediction, target });
