import { add } from "../box.ts";
import { followedBy } from "../calculation.ts";
import { biasPenaltySlope } from "../penalty.ts";
import type { Mistake } from "./mistake.ts";

export const regularizationOnBiases: Mistake = {
  id: "regularization-on-biases",
  aliases: ["regularizer-on-biases", "biases-regularized", "bias-regularized", "penalty-on-biases"],
  message: "The penalty was put on the biases too: it belongs to the weights alone.",
  hint: "Which parameters does the sheet keep small?",
  surprise: 0.9,
  rules: ({ quantity, calculation, chain }) => {
    if (quantity.family !== "db" || !chain.net.regularizer) return [];
    const extra = biasPenaltySlope(chain, quantity.layer);
    return [
      {
        says: "the gradient with a penalty on the biases",
        calculation: followedBy(calculation, (db) => add(db, extra)),
      },
    ];
  },
};
