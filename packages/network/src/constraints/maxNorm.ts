import { aboveZero, requireRange } from "@chainrule/tensor";
import { type Constraint, onWeights } from "./constraint.ts";
import { norms } from "./internal/norms.ts";

/**
 * The weights of a unit are no longer than `limit`: what is longer is shortened to it, in its direction.
 *
 * A projection onto the Euclidean ball, `l2_ball` in optax.
 *
 * @param limit - above 0; default 2, as in Keras
 * @throws ValueError unless the limit is above 0
 * @see Srivastava et al., 2014, section 5.1. https://jmlr.org/papers/v15/srivastava14a.html
 */
export function maxNorm(limit = 2): Constraint {
  requireRange("maxNorm", aboveZero, { limit });
  return onWeights((weights) => {
    const length = norms(weights);
    return length.greater(limit).where(weights.div(length).mul(limit), weights);
  });
}
