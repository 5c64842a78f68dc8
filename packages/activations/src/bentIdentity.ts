import type { Tensor } from "@chainrule/tensor";
import { hypot } from "./internal/hypot.ts";

/**
 * Bent identity: (√(x² + 1) − 1)/2 + x, with a slope from ½ far below zero to 1½ far above.
 *
 * Elementwise, any shape.
 */
export const bentIdentity = (x: Tensor): Tensor => {
  // √(x² + 1) − 1 as x²/(√(x² + 1) + 1): the difference loses all digits near zero.
  const bend = x.mul(x.div(hypot(x, 1).add(1))).mul(0.5);
  return bend.add(x).named("bentIdentity", { x });
};
