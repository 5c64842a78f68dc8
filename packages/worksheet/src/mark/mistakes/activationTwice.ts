import { readQuantity } from "../../sheet/quantity.ts";
import type { Box } from "../box.ts";
import { activate } from "../calculus.ts";
import type { Mistake } from "./mistake.ts";
import { activating, swapped } from "./operand.ts";

export const activationTwice: Mistake = {
  id: "activation-applied-twice",
  aliases: ["activation-twice"],
  message: "The activation was applied twice.",
  hint: "How often does each number pass through the activation on its way to the next layer?",
  surprise: 2,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    const activation = (layer: number) => chain.net.activations[layer - 1]!;
    if (quantity.family === "a") {
      const again = (x: Box): Box => activate(activation(quantity.layer), x);
      return [activating(place, "the activation applied twice", (z) => again(again(z)))];
    }
    const left = readQuantity(calculation.sources?.left ?? "");
    if (left?.family !== "a") return [];
    const twice = activate(activation(left.layer), calculation.operands.left!);
    return swapped(place, "left", twice, `the activation applied once more to ${left.name}`);
  },
};
