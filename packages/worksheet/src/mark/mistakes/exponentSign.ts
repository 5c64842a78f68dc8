import { scale } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const exponentSign: Mistake = {
  id: "exponent-sign",
  aliases: ["sigmoid-sign", "sigmoid-exponent-sign"],
  message: "The sign in the exponent was lost.",
  hint: "Should a large positive z give an activation near 1 or near 0?",
  surprise: 1.2,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    const name = chain.net.activations[quantity.layer - 1]?.name ?? "";
    if (quantity.family !== "a" || !["sigmoid", "softmax", "tanh", "softplus", "silu"].includes(name)) return [];
    return swapped(place, "z", scale(calculation.operands.z!, -1), `${name} of −z`);
  },
};
