import { penalty, type Regularizer } from "./regularizer.ts";

/**
 * strength · Σ |w| over all weights, not biases; its slope is strength · sign(w), 0 at 0.
 *
 * @param strength - at least 0; try 1e-5
 * @throws ValueError if it is negative
 */
export const l1 = (strength: number): Regularizer => penalty("l1", strength, (weights) => weights.abs());
