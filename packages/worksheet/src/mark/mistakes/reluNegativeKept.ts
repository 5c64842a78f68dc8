import { lift } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { activating } from "./operand.ts";

export const reluNegativeKept: Mistake = {
  id: "relu-negative-kept",
  aliases: ["relu-let-negative-through", "relu-negative-through", "negative-kept"],
  message: "A negative number went through relu.",
  hint: "What does relu make of numbers below zero?",
  surprise: 0.9,
  rules: (place) => {
    const { quantity, chain } = place;
    const name = chain.net.activations[quantity.layer - 1]?.name;
    if (quantity.family !== "a" || name !== "relu") return [];
    return [
      activating(place, "a negative z let through", (z) => z),
      activating(place, "|z|, a negative z without its sign,", (z) => lift(z, (numbers) => numbers.map(Math.abs))),
    ];
  },
};
