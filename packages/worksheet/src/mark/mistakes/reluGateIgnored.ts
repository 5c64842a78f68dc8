import { filled, pointOf } from "../box.ts";
import { type Mistake, slip } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const reluGateIgnored: Mistake = {
  id: "relu-gate-ignored",
  aliases: ["relu-derivative-one", "relu-mask-ignored"],
  message: "The slope of relu was taken as 1 where its argument is negative.",
  hint: "How steep is relu to the left of zero?",
  surprise: 0.7,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    if (chain.net.activations[quantity.layer - 1]?.name !== "relu") return [];
    const says = "a slope of 1 everywhere";
    const ones = filled([chain.examples, chain.net.sizes[quantity.layer]!], 1);
    const mask = chain.net.masks.get(quantity.layer);
    const all = mask ? [ones, pointOf(mask)] : [ones];
    if (quantity.family === "da_dz") {
      return all.map((slope) => ({ says, calculation: { ...calculation, compute: () => slope } }));
    }
    return quantity.family === "delta" ? all.flatMap((slope) => swapped(place, "slope", slope, says)) : [];
  },
  // A gate is as easily overlooked at one neuron as at all.
  slips: ({ quantity, calculation, chain }, { index }) => {
    if (chain.net.activations[quantity.layer - 1]?.name !== "relu") return [];
    const mask = chain.net.masks.get(quantity.layer)?.flat()[index] ?? 1;
    const slopes = [...new Set([1, mask])];
    const { outer } = calculation.operands;
    if (quantity.family === "da_dz") return slopes.map((slope) => slip(`a slope of ${slope}`, slope));
    if (quantity.family !== "delta" || !outer) return [];
    return slopes.map((slope) => slip(`a slope of ${slope}`, slope * outer.low[index]!, slope * outer.high[index]!));
  },
};
