import { finite, refuse, requireRange, ValueError } from "@chainrule/tensor";

/** The activations that `calculateGain` knows. */
export type GainOf = "linear" | "sigmoid" | "tanh" | "relu" | "leakyRelu" | "selu";

/**
 * By how much weights should begin larger than 1/√inputs before such an activation, as PyTorch recommends: linear and
 * sigmoid 1, tanh 5/3, relu √2, leakyRelu √(2 / (1 + slope²)), selu 3/4.
 *
 * The last stands for stability and not for selu's own normalization, which wants 1 (`lecunNormal`).
 *
 * @param options.slope - of leakyRelu below zero; default 0.01
 * @returns a factor for the deviation: `orthogonal({ gain })`, or squared `varianceScaling({ scale: gain ** 2 })`
 * @throws ValueError for another activation
 * @see He, Zhang, Ren & Sun, 2015, section 2.2. https://arxiv.org/abs/1502.01852
 */
export function calculateGain(activation: GainOf, { slope = 0.01 }: { slope?: number } = {}): number {
  requireRange("calculateGain", finite, { slope });
  const gains = {
    linear: 1,
    sigmoid: 1,
    tanh: 5 / 3,
    relu: Math.SQRT2,
    leakyRelu: Math.sqrt(2 / (1 + slope ** 2)),
    selu: 3 / 4,
  };
  if (Object.hasOwn(gains, activation)) return gains[activation];
  refuse(ValueError, "calculateGain", `one of ${Object.keys(gains).join(", ")}`, activation, "Pass the closest.");
}
