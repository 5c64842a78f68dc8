import type { Tensor } from "@chainrule/tensor";

/**
 * The sigmoid stretched to −1 to 1: 2/(1 + exp(−x)) − 1, which is tanh(x/2).
 *
 * Elementwise, any shape. The slope at zero is ½.
 */
export const bipolarSigmoid = (x: Tensor): Tensor => x.mul(0.5).tanh().named("bipolarSigmoid", { x });
