import { lossSlopes, lossTerms } from "../calculus.ts";
import type { Mistake } from "./mistake.ts";

const usual = [
  "binaryCrossentropy",
  "categoricalCrossentropy",
  "halfSquaredError",
  "meanSquaredError",
  "meanAbsoluteError",
];

export const wrongLoss: Mistake = {
  id: "wrong-loss",
  aliases: ["bce-for-cce", "cce-for-bce", "loss-confused", "wrong-loss-delta"],
  message: "Another loss than that of the sheet was used.",
  hint: "Write the formula of the loss down once more, with its name.",
  surprise: 1.4,
  rules: ({ quantity, calculation, chain }) => {
    const { family, layer } = quantity;
    const slope = family === "dL_da" && layer === chain.layers;
    if (!slope && family !== "loss_terms") return [];
    const f = slope ? lossSlopes : lossTerms;
    return usual
      .filter((name) => name !== chain.net.loss)
      .map((name) => ({
        says: name,
        calculation: { ...calculation, compute: ({ a, y }) => f(name, a!, y!) },
      }));
  },
};
