import {
  belowOne,
  type Optimizer,
  requireRange,
  requireWord,
  type Tensor,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import { chain } from "../transforms/chain.ts";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";
import { trace } from "../transforms/trace.ts";

interface RmspropOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of squared gradients; in [0, 1), default 0.9. */
  decay?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
  /** `"outside"` (default): √v + ε. `"inside"`: √(v + ε). */
  epsilonPlace?: "outside" | "inside";
  /** Momentum of the scaled gradients; in [0, 1), default 0: none. */
  momentum?: Hyperparameter;
  /** Divide by the deviation instead of the root mean square: v less the squared running mean; default false. */
  centered?: boolean;
}

interface RmspropState extends Readonly<Record<string, Tensor>> {
  readonly square: Tensor;
  readonly mean?: Tensor;
}

/**
 * RMSprop: each gradient is divided by the root of a running mean of its squares.
 *
 * v ← decay · v + (1 − decay) · g²,  w ← w − rate · g / (√v + ε). Running means start at zero and are not corrected.
 *
 * The name means: in PyTorch decay (`alpha`) 0.99, rate 0.01 and ε = 1e-8 outside the root; in Keras decay (`rho`) 0.9
 * and ε = 1e-7 inside; in optax 0.9 and 1e-8 inside; in TensorFlow.js inside. Momentum gathers scaled gradients, as in
 * PyTorch; Keras gathers steps, which differs when the rate changes (see `momentum`).
 *
 * @throws ValueError if an option is out of range
 * @see Tieleman & Hinton, 2012. https://www.cs.toronto.edu/~hinton/coursera/lecture6/lec6.pdf
 * @see Graves, 2013, for the centered form. https://arxiv.org/abs/1308.0850
 */
export function rmsprop({
  rate = 1e-3,
  decay = 0.9,
  epsilon = 1e-8,
  epsilonPlace = "outside",
  momentum = 0,
  centered = false,
}: RmspropOptions = {}): Optimizer {
  requireRange("rmsprop", zeroOrAbove, { rate, epsilon });
  requireRange("rmsprop", belowOne, { decay, momentum });
  requireWord("rmsprop", "epsilonPlace", epsilonPlace, ["outside", "inside"]);

  const divideByRoot = perParameter({
    init: (parameter): RmspropState => {
      const start = zerosLike(parameter);
      return centered ? { square: start, mean: start } : { square: start };
    },

    update(gradient, state, { step }) {
      const square = average(state.square, gradient.square(), at(decay, step));
      const mean = state.mean && average(state.mean, gradient, at(decay, step));

      // Under a constant gradient the two agree in the end, and rounding may leave a difference below zero.
      const spread = mean ? square.sub(mean.square()).max(0) : square;
      const small = at(epsilon, step);
      const root = epsilonPlace === "inside" ? spread.add(small).sqrt() : spread.sqrt().add(small);
      return [gradient.div(root), mean ? { square, mean } : { square }];
    },
  });
  return momentum === 0
    ? chain(divideByRoot, sgd({ rate }))
    : chain(divideByRoot, trace({ decay: momentum }), sgd({ rate }));
}
