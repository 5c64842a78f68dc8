import { scale, subtract } from "../box.ts";
import type { Mistake } from "./mistake.ts";

export const biasUpdated: Mistake = {
  id: "bias-updated",
  message: "The bias was changed, though the sheet keeps the biases as they are.",
  hint: "Does the sheet say that biases are trained?",
  surprise: 1,
  rules: ({ quantity, calculation, chain }) => {
    if (quantity.family !== "b_new" || chain.net.updateBiases) return [];
    const gradient = chain.of("db", quantity.layer);
    const compute = ({ parameter }: typeof calculation.operands) =>
      subtract(parameter!, scale(gradient, chain.net.rate));
    return [{ says: "the bias with a step taken", calculation: { ...calculation, compute } }];
  },
};
