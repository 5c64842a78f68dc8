import { grad } from "@chainrule/compiler";
import { l1, l2, type Regularizer } from "@chainrule/network";
import { tensor, type Tensor } from "@chainrule/tensor";
import { SheetError } from "../sheet/error.ts";
import type { SheetNet } from "../sheet/types.ts";
import { type Box, middle, point } from "./box.ts";
import type { Chain } from "./chain.ts";

/** What the regularizer adds to the loss. */
export function penalty(chain: Chain): number {
  const regularizer = regularizerOf(chain.net);
  const weights = chain.net.activations.map((_, i) => [`W${i + 1}`, matrix(chain.of("W", i + 1))]);
  return regularizer(Object.fromEntries(weights) as Record<string, Tensor>).item();
}

/** What it adds to the gradient of one layer's weights. */
export function penaltySlope(chain: Chain, layer: number): Box {
  const regularizer = regularizerOf(chain.net);
  const weights = chain.of("W", layer);
  const slope = grad((W: Tensor) => regularizer({ W }))(matrix(weights));
  return point(weights.shape, slope.toTypedArray() as Float64Array);
}

const matrix = (box: Box): Tensor => tensor(middle(box), { shape: box.shape });

function regularizerOf({ regularizer }: SheetNet): Regularizer {
  if (regularizer?.name === "l1") return l1(regularizer.strength);
  if (regularizer?.name === "l2") return l2(regularizer.strength);
  throw new SheetError(
    `markSheet: expected regularizer l1 or l2, received ${regularizer?.name ?? "none"}. Write one of them.`,
  );
}
