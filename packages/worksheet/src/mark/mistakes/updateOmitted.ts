import { type Box, scale } from "../box.ts";
import type { Operands } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";

export const updateOmitted: Mistake = {
  id: "update-omitted",
  aliases: ["bias-gradient-omitted", "bias-not-updated", "bias-update-omitted"],
  message: "The old value was kept: no step was taken.",
  hint: "Is this weight or bias among those that are trained?",
  surprise: 0.9,
  rules: ({ quantity, calculation }) => {
    if (quantity.family === "db") {
      const compute = (operands: Operands): Box => scale(calculation.compute(operands), 0);
      return [{ says: "no gradient at all", calculation: { ...calculation, compute } }];
    }
    const old = calculation.operands.parameter;
    return old && quantity.family.endsWith("_new")
      ? [{ says: "the old value", calculation: { ...calculation, compute: ({ parameter }) => parameter! } }]
      : [];
  },
};
