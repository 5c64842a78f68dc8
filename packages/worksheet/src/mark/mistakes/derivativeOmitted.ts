import { filled, pointOf } from "../box.ts";
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
      const mask = chain.net.masks.get(quantity.layer);
      const ones = filled([chain.examples, chain.net.sizes[quantity.layer]!], 1);
      return [ones, ...(mask ? [pointOf(mask)] : [])].map((slopes) => ({
        says: "a slope of 1 everywhere",
        calculation: { ...calculation, compute: () => slopes },
      }));
    }
    if (quantity.family !== "delta" || !outer) return [];
    // For relu a slope of 1 is a mistake of its own.
    if (chain.net.activations[quantity.layer - 1]!.name === "relu" && slope?.shape.length === 2) return [];
    const mask = chain.net.masks.get(quantity.layer);
    return [filled(outer.shape, 1), ...(mask ? [pointOf(mask)] : [])].map((ones) => ({
      says: "the derivative by the activation, without the slope,",
      calculation: { ...calculation, operands: { outer, slope: ones } },
    }));
  },
};
