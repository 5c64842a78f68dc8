import { columnsOf, lift, rowsOf, transpose } from "../box.ts";
import { activate } from "../calculus.ts";
import type { Mistake } from "./mistake.ts";

export const softmaxNotNormalized: Mistake = {
  id: "softmax-not-normalized",
  aliases: ["softmax-wrong-axis"],
  message: "The exponentials were not divided by the sum over the outputs of their own example.",
  hint: "What should the outputs of one example add up to?",
  surprise: 1.3,
  rules: ({ quantity, calculation, chain }) => {
    const own = chain.net.activations[quantity.layer - 1];
    if (quantity.family !== "a" || own?.name !== "softmax") return [];
    const exp = {
      ...calculation,
      compute: ({ z }: typeof calculation.operands) => lift(z!, (numbers) => numbers.map(Math.exp)),
    };
    const bare = { says: "e^z alone", calculation: exp };
    const { z } = calculation.operands;
    if (rowsOf(z!) === 1 || columnsOf(z!) === 1) return [bare];
    const across = {
      ...calculation,
      compute: ({ z: x }: typeof calculation.operands) => transpose(activate(own, transpose(x!))),
    };
    return [bare, { says: "softmax over the examples in place of the outputs", calculation: across }];
  },
};
