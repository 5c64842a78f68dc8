import { countFromOne, floor, type Optimizer, type Parameters, requireRange, zerosLike } from "@chainrule/tensor";
import { due } from "../internal/due.ts";
import { mapRecord } from "../internal/record.ts";
import { mapTrees } from "../internal/tree.ts";
import { wrap } from "../internal/wrapper.ts";

/**
 * Gathers the gradients of several batches and lets the optimizer act on their mean: large batches in little memory.
 *
 * Updates are zero but at every n-th step. The optimizer within sees its own steps 1, 2, …, so its schedules count
 * those, and the loss of the last batch. optax's `MultiSteps`.
 *
 * @param every - batches for one step; ≥ 1
 * @throws ValueError if `every` is no whole number of at least 1
 */
export function accumulate(optimizer: Optimizer, { every }: { every: number }): Optimizer {
  requireRange("accumulate", countFromOne, { every });
  return wrap(optimizer, {
    init: (parameters) => ({ sum: mapRecord(parameters, zerosLike) }),

    update(gradients, state, context, inner) {
      const before = state["sum"] as Parameters;
      const sum = mapRecord(gradients, (gradient, name) => before[name]!.add(gradient));
      const mean = mapRecord(sum, (total) => total.div(every));
      const step = floor(context.step.sub(1).div(every)).add(1);
      const [updates, after] = optimizer.update(mean, inner, { ...context, step });

      const isDue = due(context.step, every);
      return [
        mapRecord(updates, (update) => isDue.where(update, zerosLike(update))),
        { sum: mapRecord(sum, (total) => isDue.where(zerosLike(total), total)) },
        mapTrees(after, inner, (next, last) => isDue.where(next, last)),
      ];
    },
  });
}
