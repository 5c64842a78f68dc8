import type { Mistake } from "./mistake.ts";
import { scaledFit } from "./scaledFit.ts";

export const outputMeanMissing: Mistake = {
  id: "output-mean-missing",
  aliases: ["loss-mean-missing", "n-missing"],
  message: "The division by the number of outputs, which this loss has, was left out.",
  hint: "Look at what stands before the sum sign of the loss.",
  surprise: 1,
  rules: (place) => {
    const { quantity, chain } = place;
    const outputs = chain.net.sizes.at(-1)!;
    const last = ["loss_terms", "loss", "loss_after"].includes(quantity.family) || quantity.layer === chain.layers;
    const fits = last && ["loss_terms", "loss", "loss_after", "dL_da", "delta"].includes(quantity.family);
    if (!fits || outputs === 1 || !chain.net.loss.startsWith("mean")) return [];
    return scaledFit(place, outputs, `the loss without its 1/${outputs}`);
  },
};
