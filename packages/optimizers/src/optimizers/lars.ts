import { aboveZero, belowOne, type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { lengthOf } from "../internal/lengthOf.ts";
import { mapRecord, parameterOf } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";
import { trustRatio } from "../internal/trustRatio.ts";
import type { Mask } from "../mask.ts";
import { chain } from "../transforms/chain.ts";
import { trace } from "../transforms/trace.ts";
import { sgd } from "./sgd.ts";

interface LarsOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** What remains of the velocity after a step; in [0, 1), default 0.9. */
  momentum?: Hyperparameter;
  /** Share of the weights that is added to the gradient; ≥ 0, default 0. */
  decay?: Hyperparameter;
  /** Length of a step as a share of the weights, before the rate; > 0, default 0.001. */
  trust?: Hyperparameter;
  /** Which parameters adapt and decay; the others have plain momentum. Default all; biases are often left out. */
  mask?: Mask;
}

/**
 * LARS: momentum whose steps are as long as the weights of their tensor allow, for very large batches.
 *
 * local = trust · ‖w‖ / (‖g‖ + decay · ‖w‖), 1 where it would be 0 or infinite,
 * v ← momentum · v + rate · local · (g + decay · w),  w ← w − v, tensor by tensor.
 *
 * The paper's form. optax divides by ‖g + decay · w‖ instead. The velocity holds steps, as in the Keras form of
 * `momentum`.
 *
 * @throws ValueError if an option is out of range
 * @see You, Gitman & Ginsburg, 2017. https://arxiv.org/abs/1708.03888
 */
export function lars({
  rate = 0.01,
  momentum = 0.9,
  decay = 0,
  trust = 1e-3,
  mask = () => true,
}: LarsOptions = {}): Optimizer {
  requireRange("lars", zeroOrAbove, { rate, decay });
  requireRange("lars", aboveZero, { trust });
  requireRange("lars", belowOne, { momentum });
  const adapt = stateless((gradients, { parameters, step }) =>
    mapRecord(gradients, (gradient, name) => {
      const parameter = parameterOf(parameters, name);
      if (!mask(name, parameter)) return gradient;
      const share = at(decay, step);
      const [weights, slope] = [lengthOf([parameter]), lengthOf([gradient])];
      const ratio = trustRatio(weights.mul(at(trust, step)), slope.add(weights.mul(share)));
      return gradient.add(parameter.mul(share)).mul(ratio);
    }),
  );
  return chain(adapt, sgd({ rate }), trace({ decay: momentum }));
}
