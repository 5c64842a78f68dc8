import { product } from "../backward.ts";
import { type Box, columnsOf, multiply, rearrange } from "../box.ts";
import { slopes } from "../calculus.ts";
import { followedBy, resultOf } from "../calculation.ts";
import type { Mistake, Rule } from "./mistake.ts";

export const derivativeTwice: Mistake = {
  id: "derivative-twice",
  aliases: ["local-derivative-twice", "activation-derivative-twice", "mse-delta-with-cross-entropy"],
  message: "The slope of the activation came in twice.",
  hint: "a − y may already hold the slope of the activation. Does it, for this loss?",
  surprise: 1.2,
  rules: ({ quantity, calculation, chain }) => {
    const { outer, slope } = calculation.operands;
    if (quantity.family !== "delta" || !outer || !slope) return [];
    const n = columnsOf(outer);
    const local = slope.shape.length === 2 ? slope : rearrange(slope, outer.shape, (i) => i * n + (i % n));
    const again = (f: (delta: Box) => Box): Rule => ({
      says: "the slope once more",
      calculation: followedBy(calculation, f),
    });
    // Where dropout has a part in the slope, it comes in once.
    const own = chain.net.masks.has(quantity.layer) && slope.shape.length === 2;
    const bare = own ? slopes(chain.net.activations[quantity.layer - 1]!, chain.of("z", quantity.layer)) : undefined;
    return [
      again((delta) => multiply(delta, local)),
      ...(slope.shape.length === 3 ? [again((delta) => resultOf(product({ outer: delta, slope })))] : []),
      ...(bare ? [again((delta) => multiply(delta, bare))] : []),
    ];
  },
};
