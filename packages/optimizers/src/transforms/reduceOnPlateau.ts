import {
  atMostOne,
  belowOne,
  countFromOne,
  countFromZero,
  fullLike,
  type Optimizer,
  requireRange,
  requireWord,
  type Tensor,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import { due } from "../internal/due.ts";
import { firstOf, mapRecord } from "../internal/record.ts";
import { scalar } from "../internal/scalar.ts";

interface PlateauOptions {
  /** Steps whose mean loss is one observation, such as those of an epoch; ≥ 1, default 1. */
  every?: number;
  /** What the scale is multiplied by at a plateau; in (0, 1], default 0.1. */
  factor?: number;
  /** Observations without improvement that are tolerated; the next one reduces; ≥ 0, default 10. */
  patience?: number;
  /** How far below the best a loss must be to count as better; in [0, 1), default 1e-4. */
  threshold?: number;
  /** Of what the threshold is a part: `"relative"` (default) of the size of the best, `"absolute"` of the unit. */
  thresholdMode?: "relative" | "absolute";
  /** Observations after a reduction that count neither way; ≥ 0, default 0. */
  cooldown?: number;
  /** The scale never falls below this; ≥ 0, default 0. */
  minimum?: number;
}

interface PlateauState extends Readonly<Record<string, Tensor>> {
  readonly scale: Tensor;
  /** Lowest observation so far. */
  readonly best: Tensor;
  /** Observations since an improvement; below zero while cooling down. */
  readonly waited: Tensor;
  /** Sum of the losses since the last observation. */
  readonly total: Tensor;
}

/**
 * Scales the updates down when the training loss stops falling. Put it after the optimizer: `chain(adam(), …)`.
 *
 * It looks at `context.loss`, the loss of the batch, averaged over `every` steps. Scale, best loss and patience are
 * state, so a resumed run goes on as if it had not stopped. A new scale acts on the step whose loss brought it about.
 *
 * Meaning and defaults are those of PyTorch's `ReduceLROnPlateau` (`mode="min"`, relative threshold): with patience 10
 * the eleventh observation without improvement reduces; in Keras the tenth does. scikit-learn's "adaptive" rate of
 * `MLPClassifier` is `{ every: …, factor: 0.2, patience: 10, thresholdMode: "absolute" }`.
 *
 * @throws ValueError if an option is out of range, or at `init` if there are no parameters
 */
export function reduceOnPlateau({
  every = 1,
  factor = 0.1,
  patience = 10,
  threshold = 1e-4,
  thresholdMode = "relative",
  cooldown = 0,
  minimum = 0,
}: PlateauOptions = {}): Optimizer {
  requireRange("reduceOnPlateau", countFromOne, { every });
  requireRange("reduceOnPlateau", atMostOne, { factor });
  requireRange("reduceOnPlateau", belowOne, { threshold });
  requireRange("reduceOnPlateau", countFromZero, { patience, cooldown });
  requireRange("reduceOnPlateau", zeroOrAbove, { minimum });
  requireWord("reduceOnPlateau", "thresholdMode", thresholdMode, ["relative", "absolute"]);

  const observe = (state: PlateauState, loss: Tensor): Pick<PlateauState, "scale" | "best" | "waited"> => {
    const margin = thresholdMode === "relative" ? state.best.abs().mul(threshold) : threshold;
    const better = loss.less(state.best.sub(margin));
    const older = state.waited.add(1);
    const waited = better.where(older.min(0), older);
    const reduce = waited.greater(patience);
    return {
      scale: reduce.where(state.scale.mul(factor).max(minimum), state.scale),
      best: better.where(loss, state.best),
      waited: reduce.where(fullLike(waited, -cooldown), waited),
    };
  };

  return {
    init(parameters) {
      const like = firstOf("reduceOnPlateau", parameters);
      // Not ∞, whose distance to a threshold is NaN; any loss that float32 holds is about as small.
      return { scale: scalar(like, 1), best: scalar(like, 3e38), waited: scalar(like, 0), total: scalar(like, 0) };
    },

    update(gradients, state, { step, loss }) {
      const before = state as PlateauState;
      const total = before.total.add(loss);
      const observed = observe(before, total.div(every));

      const isDue = due(step, every);
      const after = {
        scale: isDue.where(observed.scale, before.scale),
        best: isDue.where(observed.best, before.best),
        waited: isDue.where(observed.waited, before.waited),
        total: isDue.where(zerosLike(total), total),
      };
      return [mapRecord(gradients, (gradient) => gradient.mul(after.scale)), after];
    },
  };
}
