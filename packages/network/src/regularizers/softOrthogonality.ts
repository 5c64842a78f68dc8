import { eye } from "@chainrule/tensor";
import { inColumns } from "../weights.ts";
import { penalty, type Regularizer } from "./regularizer.ts";

/**
 * strength · ‖WᵀW − I‖²: draws the weights of the units of a layer towards length 1 and right angles; where there are
 * fewer inputs than units, those of the inputs (‖WWᵀ − I‖²).
 *
 * Keras' `OrthogonalRegularizer` adds the absolute cosines between rows instead, and leaves their lengths alone.
 *
 * @param strength - at least 0; try 1e-3
 * @throws ValueError if it is negative
 * @see Bansal, Chen & Wang, 2018, section 3.1. https://arxiv.org/abs/1810.09102
 */
export const softOrthogonality = (strength: number): Regularizer =>
  penalty("softOrthogonality", strength, (weights) => {
    const w = inColumns(weights);
    const [inputs, units] = w.shape as [number, number];
    const products = inputs < units ? w.matmul(w.transpose()) : w.transpose().matmul(w);
    return products.sub(eye(Math.min(inputs, units), { dtype: w.dtype })).square();
  });
