import { aboveZero, requireRange } from "@chainrule/tensor";
import { inColumns } from "../weights.ts";
import { type Constraint, onWeights } from "./constraint.ts";
import { ontoSimplex } from "./internal/ontoSimplex.ts";

/**
 * The absolute weights of a unit have a sum of at most `limit`: larger ones go to the closest that have, which sets the
 * small ones to 0.
 *
 * @param limit - above 0; default 1
 * @throws ValueError unless it is
 * @see Duchi, Shalev-Shwartz, Singer & Chandra, 2008. https://doi.org/10.1145/1390156.1390191
 */
export function l1Ball(limit = 1): Constraint {
  requireRange("l1Ball", aboveZero, { limit });
  return onWeights((weights) => {
    const columns = inColumns(weights);
    const sizes = columns.abs();
    const shrunk = ontoSimplex(sizes, limit);
    const signed = columns.less(0).where(shrunk.neg(), shrunk);
    return sizes.sum(0, { keepDims: true }).lessEqual(limit).where(columns, signed).reshape(weights.shape);
  });
}
