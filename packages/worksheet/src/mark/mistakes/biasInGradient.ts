import { multiply } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";

export const biasInGradient: Mistake = {
  id: "bias-in-gradient",
  aliases: ["bias-gradient-times-bias", "gradient-times-bias"],
  message: "The gradient of the bias was multiplied by the bias: what comes in through a bias is 1.",
  hint: "By what does z change when the bias grows by 1?",
  surprise: 1.2,
  rules: ({ quantity, calculation, chain }) => {
    if (quantity.family !== "db") return [];
    const bias = chain.of("b", quantity.layer);
    return [{ says: "the gradient times the bias", calculation: followedBy(calculation, (db) => multiply(db, bias)) }];
  },
};
