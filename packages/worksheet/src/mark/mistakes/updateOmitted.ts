import type { Mistake } from "./mistake.ts";

export const updateOmitted: Mistake = {
  id: "update-omitted",
  aliases: ["bias-gradient-omitted", "bias-not-updated", "bias-update-omitted"],
  message: "The old value was kept: no step was taken.",
  hint: "Is this weight or bias among those that are trained?",
  surprise: 0.9,
  rules: ({ quantity, calculation }) => {
    const old = calculation.operands.parameter;
    return old && quantity.family.endsWith("_new")
      ? [{ says: "the old value", calculation: { ...calculation, compute: ({ parameter }) => parameter! } }]
      : [];
  },
};
