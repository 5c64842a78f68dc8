import { columnsOf, multiply, rearrange } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";

export const derivativeTwice: Mistake = {
  id: "derivative-twice",
  aliases: ["local-derivative-twice", "activation-derivative-twice", "mse-delta-with-cross-entropy"],
  message: "The slope of the activation came in twice.",
  hint: "a − y may already hold the slope of the activation. Does it, for this loss?",
  surprise: 1.2,
  rules: ({ quantity, calculation }) => {
    const { outer, slope } = calculation.operands;
    if (quantity.family !== "delta" || !outer || !slope) return [];
    const n = columnsOf(outer);
    const local = slope.shape.length === 2 ? slope : rearrange(slope, outer.shape, (i) => i * n + (i % n));
    return [{ says: "the slope once more", calculation: followedBy(calculation, (delta) => multiply(delta, local)) }];
  },
};
