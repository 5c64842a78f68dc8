import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { at } from "./at.ts";
import { average } from "./average.ts";
import { power } from "./power.ts";
import { scalar } from "./scalar.ts";
import { shortfall } from "./shortfall.ts";

export interface NadamOptions {
  /** Step size; ≥ 0, default 0.002. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of their squares; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
  /** How fast the momentum rises from β₁ / 2 to β₁; ≥ 0, default 0.004. */
  momentumDecay?: number;
}

interface NadamState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly square: Tensor;
  /** Product of the momenta so far: a scalar. */
  readonly product: Tensor;
}

/** What NAdam and NAdamW share: the direction to step against. */
export function nadamDirection(
  who: string,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentumDecay = 0.004 }: Omit<NadamOptions, "rate">,
): Optimizer {
  requireRange(who, zeroOrAbove, { epsilon, momentumDecay });
  requireRange(who, belowOne, { beta1, beta2 });
  const momentumAt = (step: Tensor): Tensor =>
    power(0.96, step.mul(momentumDecay)).mul(-0.5).add(1).mul(at(beta1, step));

  return perParameter({
    init: (parameter): NadamState => ({
      mean: zerosLike(parameter),
      square: zerosLike(parameter),
      product: scalar(parameter, 1),
    }),

    update(gradient, state, { step }) {
      const squareDecay = at(beta2, step);
      const mean = average(state.mean, gradient, at(beta1, step));
      const square = average(state.square, gradient.square(), squareDecay);

      const [now, next] = [momentumAt(step), momentumAt(step.add(1))];
      const product = state.product.mul(now);
      const fresh = gradient.mul(now.neg().add(1).div(product.neg().add(1)));
      const ahead = mean.mul(next.div(product.mul(next).neg().add(1)));
      const scale = square.div(shortfall(squareDecay, step)).sqrt().add(at(epsilon, step));
      return [fresh.add(ahead).div(scale), { mean, square, product }];
    },
  });
}
