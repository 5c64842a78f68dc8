import type { Parameters } from "@chainrule/tensor";
import { onWeights } from "./constraint.ts";
import { norms } from "./internal/norms.ts";

/**
 * The weights of each unit have length 1; weights that are all 0 have no direction, and stay.
 *
 * Keras calls it `UnitNorm`; a projection onto the sphere, `l2_sphere` in optax.
 */
export const unitLength = (parameters: Parameters): Parameters =>
  onWeights((weights) => {
    const length = norms(weights);
    return length.equal(0).where(weights, weights.div(length));
  })(parameters);
