import { add, scale, subtract } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";
import { penaltyIn } from "./scaledFit.ts";

export const regularizerFactor: Mistake = {
  id: "regularizer-factor",
  aliases: ["penalty-factor", "lambda-factor", "regularization-factor"],
  message: "The penalty has another factor than on this sheet: λw stands for 2λw, or the reverse.",
  hint: "Is there a ½ before the penalty of the sheet, and what is the derivative of a square?",
  surprise: 1.2,
  rules: (place) => {
    const extra = penaltyIn(place);
    if (!extra) return [];
    return [0.5, 2].map((factor) => ({
      says: `the ${factor === 2 ? "double" : "half"} of the penalty`,
      calculation: followedBy(place.calculation, (result) => add(subtract(result, extra), scale(extra, factor))),
    }));
  },
};
