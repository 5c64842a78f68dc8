import { add, type Box, subtract, transpose } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";

export const gradientTransposed: Mistake = {
  id: "gradient-transposed",
  aliases: ["outer-product-transposed", "transposed-gradient"],
  message: "The gradient stands on its side: its rows and columns are exchanged.",
  hint: "The gradient has the shape of its matrix of weights: which neuron does row 1 belong to?",
  surprise: 1,
  rules: ({ quantity, calculation, chain }) => {
    const square = chain.net.sizes[quantity.layer] === chain.net.sizes[quantity.layer - 1];
    if (quantity.family === "W_new" && square && calculation.operands.gradient) {
      const turned = { ...calculation.operands, gradient: transpose(calculation.operands.gradient) };
      return [{ says: "the gradient transposed", calculation: { ...calculation, operands: turned } }];
    }
    if (quantity.family !== "dW" || !square) return [];
    const says = "the outer product transposed";
    const { penalty } = calculation.operands;
    const fit = (sum: Box): Box => add(transpose(subtract(sum, penalty!)), penalty!);
    return [
      ...(penalty ? [{ says, calculation: followedBy(calculation, fit) }] : []),
      { says, calculation: followedBy(calculation, transpose) },
    ];
  },
};
