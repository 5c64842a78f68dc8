import type { Mistake, Place, Rule } from "./mistake.ts";
import { scaledFit } from "./scaledFit.ts";

const factor = (place: Place, by: number, says: string): Rule[] => {
  const { quantity, chain } = place;
  const last = quantity.layer === 0 || quantity.layer === chain.layers;
  const fits = ["loss_terms", "loss", "loss_after", "dL_da", "delta"].includes(quantity.family) && last;
  return fits && /SquaredError/.test(chain.net.loss) ? scaledFit(place, by, says) : [];
};

export const halfMissing: Mistake = {
  id: "half-missing",
  aliases: ["half-dropped", "factor-half-missing"],
  message: "It is twice too large: a factor ½ is missing, or a factor 2 too many.",
  hint: "Differentiate the square in the loss together with the number before it.",
  surprise: 1,
  rules: (place) => factor(place, 2, "the double, a ½ left out,"),
};

export const halfAdded: Mistake = {
  id: "half-added",
  aliases: ["factor-two-missing", "power-rule"],
  message: "It is half of what it should be: a factor ½ too many, or the 2 of the square left out.",
  hint: "Differentiate the square in the loss together with the number before it.",
  surprise: 1,
  rules: (place) => factor(place, 0.5, "the half, with a ½ that does not belong here,"),
};
