import { belowOne, type Operand, type Optimizer, requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { at } from "./at.ts";
import { average } from "./average.ts";
import { branch, partOf } from "./record.ts";
import { scalar } from "./scalar.ts";

interface ScheduleFreeState extends Readonly<Record<string, Tensor>> {
  /** z, where plain descent would be. */
  readonly fast: Tensor;
  /** x, the average of all z. */
  readonly mean: Tensor;
  /** Sum of the weights in that average. */
  readonly total: Tensor;
  /** Largest rate so far. */
  readonly peak: Tensor;
}

/**
 * Descent along `direction` without a schedule: gradients are taken at y, between the fast point z and the average x.
 * It trains y and predicts with x.
 */
export function scheduleFree(
  who: string,
  direction: Optimizer,
  { rate, momentum }: { rate: Hyperparameter; momentum: Hyperparameter },
): Optimizer {
  requireRange(who, zeroOrAbove, { rate });
  requireRange(who, belowOne, { momentum });
  const move = perParameter({
    init: (parameter): ScheduleFreeState => ({
      fast: parameter,
      mean: parameter,
      total: scalar(parameter, 0),
      peak: scalar(parameter, 0),
    }),

    update(gradient, state, { parameter, step }) {
      const size: Operand = at(rate, step);
      const peak = state.peak.max(size);
      const weight = peak.square();
      const total = state.total.add(weight);
      // While the rate is 0 so is the weight, and the average stays.
      const share = weight.equal(0).where(weight, weight.div(total));

      const fast = state.fast.sub(gradient.mul(size));
      const mean = state.mean.add(fast.sub(state.mean).mul(share));
      return [average(mean, fast, at(momentum, step)).sub(parameter), { fast, mean, total, peak }];
    },
  });
  return {
    init: (parameters) => ({ direction: direction.init(parameters), move: move.init(parameters) }),

    update(gradients, state, context) {
      const [directions, one] = direction.update(gradients, branch(state, "direction"), context);
      const [updates, two] = move.update(directions, branch(state, "move"), context);
      return [updates, { direction: one, move: two }];
    },

    predictWith: (parameters, state) => partOf(parameters, branch(state, "move"), "mean"),
  };
}
