import { scale } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const biasTwice: Mistake = {
  id: "bias-added-twice",
  aliases: ["bias-twice"],
  message: "The bias was added twice.",
  hint: "Count how often each number of the net comes into this sum.",
  surprise: 1.5,
  rules: (place) => {
    const { bias } = place.calculation.operands;
    return bias ? swapped(place, "bias", scale(bias, 2), "the sum with the bias added twice") : [];
  },
};
