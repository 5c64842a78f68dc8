import type { Tensor } from "@chainrule/tensor";
import { lengthOf } from "./internal/length.ts";
import { partsOf } from "./internal/parts.ts";

/**
 * For triples of which the anchor is to be nearer to the positive than to the negative, by a margin:
 * max(0, |anchor − positive| − |anchor − negative| + margin).
 *
 * PyTorch's `TripletMarginLoss` with p = 2; there the three are apart, 1e-6 is added to every difference and the margin
 * is an option, 1. Here it is the target, so that pairs may differ in how far apart they belong.
 *
 * @param prediction - `[…, 3, features]`: anchor, positive and negative of each triple
 * @param target - `[…]`: the margin, in the unit of the distance, e.g. 1
 * @returns one loss per triple, shape `[…]`, in that unit; reduce with `.mean()` or `.sum()`
 * @throws ShapeError unless the shapes are so
 * @see Schroff, Kalenichenko & Philbin, 2015 (with squared distances). https://arxiv.org/abs/1503.03832
 */
export function tripletMargin(prediction: Tensor, target: Tensor): Tensor {
  const who = "tripletMargin";
  const [anchor, positive, negative] = partsOf(who, prediction, target, ["anchor", "positive", "negative"]);
  const distance = (other: Tensor): Tensor => lengthOf(anchor!.sub(other)).reshape(target.shape);
  return distance(positive!).sub(distance(negative!)).add(target).max(0).named(who, { prediction, target });
}
