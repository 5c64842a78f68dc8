import { requireValues, type Tensor } from "@chainrule/tensor";

/** Throws unless all values known are −1 or 1. NaN passes. */
export const requireSigns = (who: string, target: Tensor): void =>
  requireValues(
    who,
    target,
    (value) => Math.abs(value) < 1 || Math.abs(value) > 1,
    "target −1 or 1",
    "Map 0 and 1 with .mul(2).sub(1).",
  );
