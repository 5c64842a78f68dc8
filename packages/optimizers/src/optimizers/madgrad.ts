import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { oneMinus } from "../internal/oneMinus.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface MadgradOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** Share of the weights that a step keeps; in [0, 1), default 0.9. */
  momentum?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-6. */
  epsilon?: Hyperparameter;
}

interface MadgradState extends Readonly<Record<string, Tensor>> {
  /** Where training began. */
  readonly start: Tensor;
  readonly sum: Tensor;
  readonly square: Tensor;
}

/**
 * MADGRAD: dual averaging from the starting point, divided by the cube root of the sum of squares.
 *
 * λ = rate · √t,  s ← s + λ g,  v ← v + λ g²,  z = w₀ − s / (∛v + ε),  w ← momentum · w + (1 − momentum) · z.
 *
 * The paper's form and that of its authors' code; optax adds ε to the rate too. Weight decay: put `addDecayedWeights`
 * before it, with a small share.
 *
 * @throws ValueError if an option is out of range
 * @see Defazio & Jelassi, 2021. https://arxiv.org/abs/2101.11075
 */
export function madgrad({ rate = 0.01, momentum = 0.9, epsilon = 1e-6 }: MadgradOptions = {}): Optimizer {
  requireRange("madgrad", zeroOrAbove, { rate, epsilon });
  requireRange("madgrad", belowOne, { momentum });
  return perParameter({
    init: (parameter): MadgradState => ({
      start: parameter,
      sum: zerosLike(parameter),
      square: zerosLike(parameter),
    }),

    update(gradient, state, { parameter, step }) {
      const weight = step.sqrt().mul(at(rate, step));
      const sum = state.sum.add(gradient.mul(weight));
      const square = state.square.add(gradient.square().mul(weight));
      const root = square.pow(1 / 3).add(at(epsilon, step));
      // Where nothing was gathered yet nothing moves, also with ε = 0.
      const away = sum.equal(0).where(sum, sum.div(root));
      const target = state.start.sub(away);
      return [target.sub(parameter).mul(oneMinus(at(momentum, step))), { ...state, sum, square }];
    },
  });
}
