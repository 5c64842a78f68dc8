import { filled } from "../box.ts";
import type { Mistake } from "./mistake.ts";

export const derivativeOmitted: Mistake = {
  id: "derivative-omitted",
  aliases: ["activation-derivative-omitted", "local-derivative-omitted", "local-derivative-missing"],
  message: "The slope of the activation was left out of the chain.",
  hint: "Through which function does the signal pass between a and z?",
  surprise: 1,
  rules: ({ quantity, calculation, chain }) => {
    const { outer, slope } = calculation.operands;
    if (quantity.family === "da_dz" && !chain.net.activations[quantity.layer - 1]!.couples) {
      const ones = filled([chain.examples, chain.net.sizes[quantity.layer]!], 1);
      return [{ says: "a slope of 1 everywhere", calculation: { ...calculation, compute: () => ones } }];
    }
    if (quantity.family !== "delta" || !outer) return [];
    // For relu a slope of 1 is a mistake of its own.
    if (/relu/i.test(chain.net.activations[quantity.layer - 1]!.name) && slope?.shape.length === 2) return [];
    const says = "the derivative by the activation, without the slope,";
    return [{ says, calculation: { ...calculation, operands: { outer, slope: filled(outer.shape, 1) } } }];
  },
};
