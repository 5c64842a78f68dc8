import { pointOf, subtract } from "../box.ts";
import { followedBy } from "../calculation.ts";
import { penalty } from "../penalty.ts";
import type { Mistake } from "./mistake.ts";

export const regularizationOmitted: Mistake = {
  id: "regularization-omitted",
  aliases: ["penalty-omitted", "weight-decay-omitted"],
  message: "The regularization was left out.",
  hint: "What does the sheet add to the loss besides the error?",
  surprise: 0.8,
  rules: ({ quantity, calculation, chain }) => {
    if (!chain.net.regularizer) return [];
    const extra = calculation.operands.penalty;
    if (quantity.family === "dW" && extra) {
      const without = followedBy(calculation, (result) => subtract(result, extra));
      return [{ says: "the gradient without the penalty on the weights", calculation: without }];
    }
    if (quantity.family !== "loss" && quantity.family !== "loss_after") return [];
    const share = pointOf([[penalty(chain, quantity.family === "loss" ? "W" : "W_new")]]);
    return [
      { says: "the loss without the penalty", calculation: followedBy(calculation, (loss) => subtract(loss, share)) },
    ];
  },
};
