import { aboveZero, type Optimizer, requireRange } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { shrinkFactor } from "../internal/shrinkFactor.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Shortens all gradients by one factor when together they are longer than the limit, so their direction stays.
 *
 * The length is over all elements of all tensors. NaN or ∞ anywhere makes all of them NaN. PyTorch's
 * `clip_grad_norm_` adds 1e-6 to the length; Keras (`global_clipnorm`), optax and this do not.
 *
 * @param options.limit - largest Euclidean length of all gradients together; > 0
 * @throws ValueError if the limit is not above 0
 * @see Pascanu, Mikolov & Bengio, 2012. https://arxiv.org/abs/1211.5063
 */
export function clipByGlobalNorm({ limit }: { limit: Hyperparameter }): Optimizer {
  requireRange("clipByGlobalNorm", aboveZero, { limit });
  return stateless((gradients, { step }) => {
    const factor = shrinkFactor(Object.values(gradients), at(limit, step));
    return mapRecord(gradients, (gradient) => gradient.mul(factor));
  });
}
