import { countFromZero, type Optimizer, requireRange, type Tensor, zerosLike } from "@chainrule/tensor";
import { firstOf, mapRecord } from "../internal/record.ts";
import { scalar } from "../internal/scalar.ts";
import { mapTrees } from "../internal/tree.ts";
import { wrap } from "../internal/wrapper.ts";

/**
 * Leaves out steps whose gradients are not all finite: parameters and memory stay as if the step had not been.
 *
 * The optimizer within counts only the steps that were taken. After `limit` bad steps in a row the next one is let
 * through, so that what is wrong for good shows. optax's `apply_if_finite` (`max_consecutive_errors`).
 *
 * @param options.limit - bad steps in a row that are left out; ≥ 0, default 5
 * @throws ValueError if the limit is no whole number of at least 0
 */
export function applyIfFinite(optimizer: Optimizer, { limit = 5 }: { limit?: number } = {}): Optimizer {
  requireRange("applyIfFinite", countFromZero, { limit });
  return wrap(optimizer, {
    init(parameters) {
      const zero = scalar(firstOf("applyIfFinite", parameters), 0);
      return { taken: zero, missed: zero };
    },

    update(gradients, state, context, inner) {
      const { taken, missed } = state as Readonly<Record<"taken" | "missed", Tensor>>;
      const [updates, after] = optimizer.update(gradients, inner, { ...context, step: taken.add(1) });

      const finite = Object.values(gradients)
        .map((gradient) => gradient.abs().reduceMax().less(Infinity))
        .reduce((a, b) => a.and(b));
      const use = finite.or(missed.greaterEqual(limit));
      return [
        mapRecord(updates, (update) => use.where(update, zerosLike(update))),
        { taken: use.where(taken.add(1), taken), missed: finite.where(zerosLike(missed), missed.add(1)) },
        mapTrees(after, inner, (next, last) => use.where(next, last)),
      ];
    },
  });
}
