import { readQuantity } from "../../sheet/quantity.ts";
import { activate } from "../calculus.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

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
      const twice = followedBy(calculation, (a) => activate(activation(quantity.layer), a));
      return [{ says: "the activation applied twice", calculation: twice }];
    }
    const left = readQuantity(calculation.sources?.left ?? "");
    if (left?.family !== "a") return [];
    const twice = activate(activation(left.layer), calculation.operands.left!);
    return swapped(place, "left", twice, `the activation applied once more to ${left.name}`);
  },
};
