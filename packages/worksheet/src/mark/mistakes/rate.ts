import { point } from "../box.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";
import { swapped } from "./operand.ts";

const withRate = (place: Place, rate: number, says: string): Rule[] =>
  swapped(place, "rate", point([1, 1], Float64Array.of(rate)), says);

export const rateOmitted: Mistake = {
  id: "rate-omitted",
  aliases: ["learning-rate-omitted", "lr-omitted"],
  message: "The gradient was subtracted whole, without the learning rate.",
  hint: "How long is one step?",
  surprise: 0.8,
  rules: (place) => withRate(place, 1, "the whole gradient subtracted"),
};

export const rateTwice: Mistake = {
  id: "rate-twice",
  aliases: ["learning-rate-twice", "lr-twice"],
  message: "The learning rate was applied twice.",
  hint: "How often is the gradient multiplied by the learning rate?",
  surprise: 1,
  rules: (place) => withRate(place, place.chain.net.rate ** 2, "the learning rate applied twice"),
};
