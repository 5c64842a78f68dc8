import {
  belowOne,
  type Optimizer,
  requireRange,
  requireWord,
  type Tensor,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { at } from "./at.ts";
import { average } from "./average.ts";
import { shortfall } from "./shortfall.ts";

export interface AdamOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of their squares; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
  /** Where ε is added: `"corrected"` (default) to √v̂, `"hat"` to √v, whose bias is corrected after. */
  epsilonForm?: "corrected" | "hat";
  /** Divide by the largest v so far instead of the present one; default false. */
  amsgrad?: boolean;
}

export const adamOptions: readonly (keyof AdamOptions)[] = [
  "rate",
  "beta1",
  "beta2",
  "epsilon",
  "epsilonForm",
  "amsgrad",
];

interface AdamState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly square: Tensor;
  readonly peak?: Tensor;
}

/** What Adam and AdamW share: the memory, and the direction to step against. */
export function adamDirection(
  who: string,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, epsilonForm = "corrected", amsgrad = false }: Omit<AdamOptions, "rate">,
): Optimizer {
  requireRange(who, zeroOrAbove, { epsilon });
  requireRange(who, belowOne, { beta1, beta2 });
  requireWord(who, "epsilonForm", epsilonForm, ["corrected", "hat"]);

  return perParameter({
    init: (parameter): AdamState => {
      const start = zerosLike(parameter);
      return amsgrad ? { mean: start, square: start, peak: start } : { mean: start, square: start };
    },

    update(gradient, state, { step }) {
      const [decay, squareDecay, small] = [at(beta1, step), at(beta2, step), at(epsilon, step)];
      const mean = average(state.mean, gradient, decay);
      const square = average(state.square, gradient.square(), squareDecay);
      const peak = state.peak?.max(square);

      // Running means start at zero; dividing by 1 − βᵗ makes up for it.
      const root = (peak ?? square).sqrt();
      const correction = shortfall(squareDecay, step).sqrt();
      const scale = epsilonForm === "hat" ? root.add(small).div(correction) : root.div(correction).add(small);
      const direction = mean.div(shortfall(decay, step)).div(scale);
      return [direction, peak ? { mean, square, peak } : { mean, square }];
    },
  });
}
