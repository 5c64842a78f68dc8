import type { Box } from "../box.ts";
import type { Chain } from "../chain.ts";
import { clippedAlone } from "../clip.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";
import { swapped } from "./operand.ts";

/** The optimizer's step on another gradient than the clipped one. */
function withGradient(place: Place, says: string, of: (chain: Chain, own: Box) => Box): Rule[] {
  const { chain, quantity } = place;
  const part = /^(?:[mv]_)?([Wb])(?:_new)?$/.exec(quantity.family)?.[1];
  if (part === undefined || chain.net.clipGlobalNorm === undefined) return [];
  return swapped(place, "gradient", of(chain, chain.of(part === "W" ? "dW" : "db", quantity.layer)), says);
}

export const clippingPerTensor: Mistake = {
  id: "clipping-per-tensor",
  aliases: ["per-tensor-clipping", "clipping-not-global"],
  message: "The gradient was shortened by its own length: the length of all gradients together counts.",
  hint: "Which numbers go into the norm that is compared with the limit?",
  surprise: 0.8,
  rules: (place) => withGradient(place, "the gradient clipped by itself", clippedAlone),
};

export const clippingOmitted: Mistake = {
  id: "clipping-omitted",
  aliases: ["no-clipping"],
  message: "The gradient was not shortened, though all gradients together are longer than the limit.",
  hint: "How long are all gradients together, and how long may they be?",
  surprise: 0.8,
  rules: (place) => withGradient(place, "the gradient without clipping", (_, own) => own),
};
