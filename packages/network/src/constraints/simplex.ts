import { aboveZero, requireRange } from "@chainrule/tensor";
import { inColumns } from "../weights.ts";
import { type Constraint, onWeights } from "./constraint.ts";
import { ontoSimplex } from "./internal/ontoSimplex.ts";

/**
 * The weights of a unit are shares: 0 or above, with the sum `total`. What is not goes to the closest that is.
 *
 * @param total - above 0; default 1
 * @throws ValueError unless it is
 * @see Duchi, Shalev-Shwartz, Singer & Chandra, 2008. https://doi.org/10.1145/1390156.1390191
 */
export function simplex(total = 1): Constraint {
  requireRange("simplex", aboveZero, { total });
  return onWeights((weights) => ontoSimplex(inColumns(weights), total).reshape(weights.shape));
}
