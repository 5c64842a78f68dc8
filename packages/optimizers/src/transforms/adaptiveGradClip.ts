import { aboveZero, type Optimizer, requireRange, type Tensor } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord, parameterOf } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

interface AdaptiveGradClipOptions {
  /** Largest length of a gradient as a share of the weights; > 0, default 0.01. */
  limit?: Hyperparameter;
  /** Length that weights are taken to have at least; > 0, default 0.001. */
  smallest?: Hyperparameter;
}

/**
 * Shortens the gradient of each unit that is long beside the weights into that unit (AGC).
 *
 * g ← g · min(1, limit · max(‖w‖, smallest) / ‖g‖). Lengths are over all axes but the last, for weights
 * `[inputs, outputs]`, as here and in Keras; vectors, such as biases, and scalars count as one unit. In optax
 * (`adaptive_grad_clip(clipping, eps)`) likewise.
 *
 * @throws ValueError if an option is not above 0
 * @see Brock et al., 2021. https://arxiv.org/abs/2102.06171
 */
export function adaptiveGradClip({ limit = 0.01, smallest = 1e-3 }: AdaptiveGradClipOptions = {}): Optimizer {
  requireRange("adaptiveGradClip", aboveZero, { limit, smallest });
  return stateless((gradients, { parameters, step }) =>
    mapRecord(gradients, (gradient, name) => {
      const allowed = lengths(parameterOf(parameters, name)).max(at(smallest, step)).mul(at(limit, step));
      const actual = lengths(gradient);
      const shortened = gradient.mul(allowed.div(actual));
      return actual.greater(allowed).broadcastTo(gradient.shape).where(shortened, gradient);
    }),
  );
}

/** Euclidean lengths of the units. */
function lengths(x: Tensor): Tensor {
  const axes = x.rank < 2 ? undefined : x.shape.slice(1).map((_, axis) => axis);
  const keepDims = { keepDims: true };
  // In units of the largest element, since its square may overflow float32.
  const largest = x.abs().reduceMax(axes, keepDims);
  const unit = largest.equal(0).where(1, largest);
  return x.div(unit).square().sum(axes, keepDims).sqrt().mul(unit);
}
