import { readQuantity } from "../../sheet/quantity.ts";
import type { Mistake } from "./mistake.ts";
import { activating, swapped } from "./operand.ts";

export const activationSkipped: Mistake = {
  id: "activation-skipped",
  aliases: ["activation-omitted", "no-activation"],
  message: "The pre-activation was used where the activation belongs.",
  hint: "What happens to z before it goes on to the next layer?",
  surprise: 1.3,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    if (quantity.family === "a") {
      return [activating(place, "z itself, without the activation,", (z) => z)];
    }
    const left = readQuantity(calculation.sources?.left ?? "");
    return left?.family === "a"
      ? swapped(place, "left", chain.of("z", left.layer), `z${left.layer} in place of ${left.name}`)
      : [];
  },
};
