import type { Tensor } from "@chainrule/tensor";

/**
 * Logarithm of the sigmoid: −log(1 + exp(−x)), finite where the sigmoid itself is 0. Its slope is sigmoid(−x).
 *
 * Elementwise, any shape. Losses take probabilities: end a network with `sigmoid`, whose logarithm is rewritten to this
 * form.
 */
export const logSigmoid = (x: Tensor): Tensor => x.neg().softplus().neg().named("logSigmoid", { x });
