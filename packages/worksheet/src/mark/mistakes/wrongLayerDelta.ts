import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const wrongLayerDelta: Mistake = {
  id: "wrong-layer-delta",
  aliases: ["delta-of-wrong-layer"],
  message: "The delta of another layer was used, or what stands before it in the chain.",
  hint: "Which delta belongs to the z that this step is about?",
  surprise: 1.8,
  rules: (place) => {
    const { calculation, chain, quantity } = place;
    const own = calculation.sources?.delta;
    if (!own) return [];
    const layers = chain.net.weights.map((_, i) => i + 1);
    const deltas = layers.flatMap((layer) =>
      `delta${layer}` === own || !canKnow(quantity.family, quantity.layer, layer)
        ? []
        : swapped(place, "delta", chain.of("delta", layer), `delta${layer} in place of ${own}`),
    );
    const ownLayer = Number(own.slice("delta".length));
    return [...deltas, ...swapped(place, "delta", chain.of("dL_da", ownLayer), `dL_da${ownLayer} in place of ${own}`)];
  },
};

/** The deltas of earlier layers are computed from those of later ones. */
const canKnow = (family: string, layer: number, other: number): boolean => family !== "dL_da" || other > layer;
