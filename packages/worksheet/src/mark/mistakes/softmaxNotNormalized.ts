import { type Box, columnsOf, lift, rowsOf, transpose } from "../box.ts";
import { activate } from "../calculus.ts";
import type { Mistake } from "./mistake.ts";
import { activating } from "./operand.ts";

export const softmaxNotNormalized: Mistake = {
  id: "softmax-not-normalized",
  aliases: ["softmax-wrong-axis"],
  message: "The exponentials were not divided by the sum over the outputs of their own example.",
  hint: "What should the outputs of one example add up to?",
  surprise: 1.3,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    const own = chain.net.activations[quantity.layer - 1];
    if (quantity.family !== "a" || own?.name !== "softmax") return [];
    const bare = activating(place, "e^z alone", (x) => lift(x, (numbers) => numbers.map(Math.exp)));
    const { z } = calculation.operands;
    if (rowsOf(z!) === 1 || columnsOf(z!) === 1) return [bare];
    const across = (x: Box): Box => transpose(activate(own, transpose(x)));
    return [bare, activating(place, "softmax over the examples in place of the outputs", across)];
  },
};
