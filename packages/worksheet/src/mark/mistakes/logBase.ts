import { scale } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";

export const logBase: Mistake = {
  id: "log-base",
  aliases: ["log10", "log2", "log10-for-ln"],
  message: "The logarithm has the wrong base: the loss takes the natural one.",
  hint: "Which key of the calculator gives 1 for e = 2.718…?",
  surprise: 0.8,
  rules: ({ quantity, calculation, chain }) => {
    const { family, layer } = quantity;
    const isLoss = family === "loss_terms" || family === "loss" || family === "loss_after";
    const isSlope = family === "dL_da" && layer === chain.layers;
    if (!/crossentropy/i.test(chain.net.loss) || !(isLoss || isSlope)) return [];
    return [10, 2].map((base) => ({
      says: `the logarithm to base ${base}`,
      calculation: followedBy(calculation, (result) => scale(result, 1 / Math.log(base))),
    }));
  },
};
