import { aboveZero, finite, type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

interface PolyakSgdOptions {
  /** Largest rate; > 0, default 1. */
  largest?: Hyperparameter;
  /** Factor of the rate; ≥ 0, default 1. */
  factor?: Hyperparameter;
  /** Least value that the loss can have; default 0. */
  minimum?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
}

/**
 * Gradient descent whose rate is what would bring a linear loss to its minimum: for losses whose minimum is known.
 *
 * w ← w − factor · min(largest, (loss − minimum) / (‖g‖² + ε)) · g, ‖g‖ over all parameters together.
 *
 * optax's `polyak_sgd` (`max_learning_rate`, `f_min`), where ε is 0. Its `scaling` acts before gradients are measured:
 * s there is the factor 1 / s here, and the largest rate times s².
 *
 * @throws ValueError if an option is out of range
 * @see Loizou et al., 2020. https://arxiv.org/abs/2002.10542
 */
export function polyakSgd({ largest = 1, factor = 1, minimum = 0, epsilon = 1e-8 }: PolyakSgdOptions = {}): Optimizer {
  requireRange("polyakSgd", aboveZero, { largest });
  requireRange("polyakSgd", zeroOrAbove, { factor, epsilon });
  requireRange("polyakSgd", finite, { minimum });
  return stateless((gradients, { step, loss }) => {
    const square = Object.values(gradients)
      .map((gradient) => gradient.square().sum())
      .reduce((a, b) => a.add(b));
    const exact = loss.sub(at(minimum, step)).div(square.add(at(epsilon, step)));
    const rate = exact.min(at(largest, step)).mul(at(factor, step));
    return mapRecord(gradients, (gradient) => gradient.mul(rate).neg());
  });
}
