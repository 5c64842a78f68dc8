import { plain } from "./internal/plain.ts";
import type { Layer } from "./layer.ts";

/**
 * Gives the features (the last axis) of each example length 1, so that only their direction is left. Shorter than 1e-12
 * they count as that long, as in PyTorch's `normalize`: zeros stay zeros.
 *
 * Keras calls it `UnitNormalization`. For weights of length 1 take the constraint `unitLength`.
 */
export const unitNorm = (): Layer =>
  // max before the root, whose slope at 0 is ∞.
  plain("unitNorm", (x) => x.div(x.square().sum(-1, { keepDims: true }).max(1e-24).sqrt()));
