import type { Tensor } from "@chainrule/tensor";

/**
 * Leaky rectified linear unit: the identity above zero, a line of small slope below, so that no unit dies.
 *
 * Elementwise, any shape. At zero the slope is that of the negative side. The default 0.01 is the paper's, PyTorch's
 * and JAX's; Keras 3 takes 0.2 and TensorFlow.js' layer 0.3, so pass `{ slope: 0.2 }` to follow them.
 *
 * @param options.slope - slope below zero
 * @see Maas, Hannun & Ng, 2013. https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf
 */
export const leakyRelu = (x: Tensor, { slope = 0.01 }: { slope?: number } = {}): Tensor =>
  x.max(0).add(x.min(0).mul(slope)).named("leakyRelu", { x }, { slope });
