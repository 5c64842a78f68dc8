import { filled } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const biasOmitted: Mistake = {
  id: "bias-omitted",
  aliases: ["bias-missing", "no-bias"],
  message: "The bias was not added.",
  hint: "Which numbers of the net belong to a neuron besides the weights that lead to it?",
  surprise: 1,
  rules: (place) => {
    const { bias } = place.calculation.operands;
    return bias ? swapped(place, "bias", filled(bias.shape, 0), "the sum without the bias") : [];
  },
};
