import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const updatedWeightsUsed: Mistake = {
  id: "updated-weights-used",
  aliases: ["new-weights-used", "weights-already-updated"],
  message: "The weights were already the new ones: all derivatives belong to the weights of the forward pass.",
  hint: "At which weights was the loss computed whose slope you want?",
  surprise: 1,
  rules: (place) => {
    const { chain, calculation } = place;
    const name = calculation.sources?.weights;
    // Forwards the new weights would need what is only computed from this step on.
    if (!name?.startsWith("W") || name.includes("_new") || !calculation.operands.delta) return [];
    return swapped(place, "weights", chain.value(`${name}_new`), `the updated weights ${name}_new`);
  },
};
