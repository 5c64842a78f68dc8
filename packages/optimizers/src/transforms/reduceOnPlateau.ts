import {
  atMostOne,
  belowOne,
  countFromOne,
  countFromZero,
  type DType,
  floor,
  full,
  fullLike,
  type Optimizer,
  type Parameters,
  refuse,
  requireRange,
  type Tensor,
  ValueError,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import { mapRecord } from "../internal/record.ts";

interface PlateauOptions {
  /** Steps whose mean loss is one observation, such as those of an epoch; ≥ 1, default 1. */
  every?: number;
  /** What the scale is multiplied by at a plateau; in (0, 1], default 0.1. */
  factor?: number;
  /** Observations without improvement that are tolerated; the next one reduces; ≥ 0, default 10. */
  patience?: number;
  /** By which part of its size a loss must be below the best to count as better; in [0, 1), default 1e-4. */
  threshold?: number;
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
 * the eleventh observation without improvement reduces; in Keras the tenth does.
 *
 * @throws ValueError if an option is out of range, or at `init` if there are no parameters
 */
export function reduceOnPlateau({
  every = 1,
  factor = 0.1,
  patience = 10,
  threshold = 1e-4,
  cooldown = 0,
  minimum = 0,
}: PlateauOptions = {}): Optimizer {
  requireRange("reduceOnPlateau", countFromOne, { every });
  requireRange("reduceOnPlateau", atMostOne, { factor });
  requireRange("reduceOnPlateau", belowOne, { threshold });
  requireRange("reduceOnPlateau", countFromZero, { patience, cooldown });
  requireRange("reduceOnPlateau", zeroOrAbove, { minimum });

  const observe = (state: PlateauState, loss: Tensor): Pick<PlateauState, "scale" | "best" | "waited"> => {
    const better = loss.less(state.best.sub(state.best.abs().mul(threshold)));
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
      const dtype = dtypeOf(parameters);
      const scalar = (value: number): Tensor => full([], value, { dtype });
      // Not ∞, whose distance to a threshold is NaN; any loss that float32 holds is about as small.
      return { scale: scalar(1), best: scalar(3e38), waited: scalar(0), total: scalar(0) };
    },

    update(gradients, state, { step, loss }) {
      const before = state as PlateauState;
      const total = before.total.add(loss);
      const observed = observe(before, total.div(every));

      const due = step.equal(floor(step.div(every)).mul(every));
      const after = {
        scale: due.where(observed.scale, before.scale),
        best: due.where(observed.best, before.best),
        waited: due.where(observed.waited, before.waited),
        total: due.where(zerosLike(total), total),
      };
      return [mapRecord(gradients, (gradient) => gradient.mul(after.scale)), after];
    },
  };
}

function dtypeOf(parameters: Parameters): DType {
  const [first] = Object.values(parameters);
  if (first) return first.dtype;
  refuse(ValueError, "reduceOnPlateau", "at least one parameter", "none", "Add a layer that learns.");
}
