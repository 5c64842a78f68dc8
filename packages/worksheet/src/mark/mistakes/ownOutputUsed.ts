import { filled, multiply } from "../box.ts";
import { withOperand } from "../calculation.ts";
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
    const own = chain.of("a", quantity.layer);
    return [
      ...names.flatMap((name) =>
        swapped(place, "left", chain.value(name), `${name} in place of ${calculation.sources?.left}`),
      ),
      // Each neuron's own activation times its delta, the same for all weights that lead to it.
      {
        says: `the activation a${quantity.layer} of the neuron itself`,
        calculation: withOperand(
          withOperand(calculation, "left", filled(calculation.operands.left!.shape, 1)),
          "delta",
          multiply(calculation.operands.delta!, own),
        ),
      },
    ];
  },
};
