import { penalty, type Regularizer } from "./regularizer.ts";

/**
 * strength · Σ w² over all weights, not biases; its slope is 2 · strength · w.
 *
 * Keras means the same by `l2`; PyTorch's `weight_decay` has the slope strength · w: half as strong.
 *
 * @param strength - at least 0; try 1e-4
 * @throws ValueError if it is negative
 */
export const l2 = (strength: number): Regularizer => penalty("l2", strength, (weights) => weights.square());
