import { grad } from "@chainrule/compiler";
import { tensor, type Tensor } from "@chainrule/tensor";
import { regularizerOf } from "../sheet/regularizerOf.ts";
import { type Box, middle, point } from "./box.ts";
import type { Chain } from "./chain.ts";

/** What the regularizer adds to the loss, with the weights or the new ones. */
export function penalty(chain: Chain, family: "W" | "W_new"): number {
  if (!chain.net.regularizer) return 0;
  const regularizer = regularizerOf(chain.net.regularizer);
  const weights = chain.net.activations.map((_, i) => [`W${i + 1}`, matrix(chain.of(family, i + 1))]);
  return regularizer(Object.fromEntries(weights) as Record<string, Tensor>).item();
}

/** What it adds to the gradient of one layer's weights. */
export const penaltySlope = (chain: Chain, layer: number): Box => slopeAt(chain, chain.of("W", layer));

/** What it would add to the gradient of the biases, which it leaves alone. */
export const biasPenaltySlope = (chain: Chain, layer: number): Box => slopeAt(chain, chain.of("b", layer));

function slopeAt(chain: Chain, weights: Box): Box {
  const regularizer = regularizerOf(chain.net.regularizer!);
  const slope = grad((W: Tensor) => regularizer({ W }))(matrix(weights));
  return point(weights.shape, slope.toTypedArray() as Float64Array);
}

const matrix = (box: Box): Tensor => tensor(middle(box), { shape: box.shape });
