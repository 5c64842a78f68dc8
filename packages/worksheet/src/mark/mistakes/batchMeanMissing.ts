import type { Mistake } from "./mistake.ts";
import { scaledFit } from "./scaledFit.ts";

export const batchMeanMissing: Mistake = {
  id: "batch-mean-missing",
  aliases: ["batch-sum-for-mean", "mean-missing", "batch-size-not-divided"],
  message: "The examples were added up, not averaged.",
  hint: "How does the sheet say that the examples of the batch are put together?",
  surprise: 0.7,
  rules: (place) => {
    const { quantity, chain } = place;
    const over = ["loss", "dW", "db", "loss_after"].includes(quantity.family);
    if (!over || chain.net.batch !== "mean" || chain.examples === 1) return [];
    return scaledFit(place, chain.examples, `the sum over the ${chain.examples} examples in place of their mean`);
  },
};
