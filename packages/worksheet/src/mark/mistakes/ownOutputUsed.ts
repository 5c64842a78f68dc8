import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const ownOutputUsed: Mistake = {
  id: "own-output-used",
  aliases: ["wrong-activation-in-gradient", "output-for-input"],
  message: "The gradient was multiplied by the activation of another layer, not by what comes in through the weight.",
  hint: "Which number does this weight get multiplied by on the way forward?",
  surprise: 1.3,
  rules: (place) => {
    const { quantity, chain, calculation } = place;
    if (quantity.family !== "dW") return [];
    const names = ["x", ...chain.net.weights.map((_, i) => `a${i + 1}`)].filter(
      (name) => name !== calculation.sources?.left,
    );
    return names.flatMap((name) =>
      swapped(place, "left", chain.value(name), `${name} in place of ${calculation.sources?.left}`),
    );
  },
};
