import { activationOf } from "../../sheet/functions.ts";
import { activate } from "../calculus.ts";
import type { Mistake } from "./mistake.ts";
import { activating } from "./operand.ts";

const usual = ["sigmoid", "tanh", "relu", "leakyRelu", "softmax", "softplus", "elu"];

export const wrongActivation: Mistake = {
  id: "wrong-activation",
  message: "Another activation than that of this layer was applied.",
  hint: "Look up which activation this layer has.",
  surprise: 1.5,
  rules: (place) => {
    const { quantity, chain } = place;
    if (quantity.family !== "a") return [];
    const own = chain.net.activations[quantity.layer - 1]!;
    return usual
      .filter((name) => name !== own.name)
      .map((name) => activating(place, name, (z) => activate(activationOf(name)!, z)));
  },
};
