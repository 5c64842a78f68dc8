import { add, scale, subtract } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";

/** The step taken `by` times as far, whatever the optimizer. */
export function farther({ quantity, calculation }: Place, by: number, says: string): Rule[] {
  const { parameter } = calculation.operands;
  if (!parameter || !quantity.family.endsWith("_new") || !Number.isFinite(by)) return [];
  return [
    { says, calculation: followedBy(calculation, (next) => add(parameter, scale(subtract(next, parameter), by))) },
  ];
}

export const rateOmitted: Mistake = {
  id: "rate-omitted",
  aliases: ["learning-rate-omitted", "lr-omitted"],
  message: "The step was taken whole, without the learning rate.",
  hint: "How long is one step?",
  surprise: 0.8,
  rules: (place) => farther(place, 1 / place.chain.net.rate, "the step without the learning rate"),
};

export const rateTwice: Mistake = {
  id: "rate-twice",
  aliases: ["learning-rate-twice", "rate-applied-twice", "lr-twice"],
  message: "The learning rate was applied twice.",
  hint: "How often is the gradient multiplied by the learning rate?",
  surprise: 1,
  rules: (place) => farther(place, place.chain.net.rate, "the learning rate applied twice"),
};
