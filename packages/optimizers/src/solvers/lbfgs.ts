import {
  aboveZero,
  concat,
  countFromOne,
  requireRange,
  slice,
  type Solver,
  type Tensor,
  zeros,
} from "@chainrule/tensor";
import { dot, downhill, flatten } from "../internal/flat.ts";
import { firstOf } from "../internal/record.ts";
import { scalar } from "../internal/scalar.ts";
import { pointAt, strongWolfe } from "../internal/strongWolfe.ts";

interface LbfgsOptions {
  /** First step that is tried, in lengths of the direction; > 0, default 1. */
  rate?: number;
  /** Steps that are remembered; ≥ 1, default 10. */
  memory?: number;
}

interface LbfgsState extends Readonly<Record<string, Tensor>> {
  /** The last steps, and by how much the gradient changed in each: `[memory, weights]`, the latest last. */
  readonly steps: Tensor;
  readonly changes: Tensor;
  /** How many of them there are. */
  readonly known: Tensor;
}

/**
 * L-BFGS: Newton's direction, with a curvature estimated from the last steps, and a line search by the strong Wolfe
 * conditions. For whole batches and smooth losses, where it needs far fewer steps than descent.
 *
 * d = −H g, H by the two-loop recursion from (s · y) / (y · y) of the last pair s = w − w_before, y = g − g_before;
 * pairs with s · y ≤ 1e-10 are left out. The first direction is −g, tried at min(1, 1 / Σ|g|) of its length.
 *
 * PyTorch's `LBFGS(line_search_fn="strong_wolfe", max_iter=1)`, where `history_size` is 100 and a call makes 20 steps.
 *
 * @throws ValueError if an option is out of range
 * @see Liu & Nocedal, 1989. https://doi.org/10.1007/BF01589116
 */
export function lbfgs({ rate = 1, memory = 10 }: LbfgsOptions = {}): Solver {
  requireRange("lbfgs", aboveZero, { rate });
  requireRange("lbfgs", countFromOne, { memory });
  return {
    init(parameters) {
      const like = firstOf("lbfgs", parameters);
      const [size = 0] = flatten(parameters).shape;
      const none = zeros([memory, size], { dtype: like.dtype });
      return { steps: none, changes: none, known: scalar(like, 0) };
    },

    solve(valueAndGrad, state, { parameters }) {
      const before = state as LbfgsState;
      const pairs = pairsOf(before, memory);
      const here = pointAt(valueAndGrad, parameters, flatten(parameters), 0);
      if (!(here.gradient.abs().reduceMax().item() > 0)) return [parameters, state];

      const newton = againstCurvature(here.gradient, pairs);
      const direction = downhill(here.gradient, newton);
      const careful = pairs.length === 0 || !(dot(here.gradient, newton).item() < 0);
      const start = { ...here, slope: dot(here.gradient, direction).item() };
      const first = careful ? Math.min(1, 1 / here.gradient.abs().sum().item()) * rate : rate;
      const end = strongWolfe(valueAndGrad, { start, direction, first, curvature: 0.9 });

      const [step, change] = [direction.mul(end.at), end.gradient.sub(here.gradient)];
      const useful = dot(step, change).item() > 1e-10;
      return [end.parameters, useful ? remember(before, step, change, memory) : state];
    },

    direction: (gradient, state) =>
      downhill(gradient, againstCurvature(gradient, pairsOf(state as LbfgsState, memory))),
  };
}

type Pair = readonly [step: Tensor, change: Tensor];

function pairsOf({ steps, changes, known }: LbfgsState, memory: number): Pair[] {
  const row = (matrix: Tensor, index: number): Tensor => slice(matrix, 0, index, index + 1).reshape([matrix.shape[1]!]);
  const first = memory - known.item();
  return Array.from({ length: known.item() }, (_, i) => [
    row(steps, first + i).named(`s_${i + 1}`, {}),
    row(changes, first + i).named(`y_${i + 1}`, {}),
  ]);
}

function remember({ steps, changes, known }: LbfgsState, step: Tensor, change: Tensor, memory: number): LbfgsState {
  const push = (matrix: Tensor, row: Tensor): Tensor =>
    concat([slice(matrix, 0, 1, memory), row.reshape([1, matrix.shape[1]!])], 0);
  return { steps: push(steps, step), changes: push(changes, change), known: known.add(1).min(memory) };
}

/** −H g by the two loops of the paper. */
function againstCurvature(gradient: Tensor, pairs: readonly Pair[]): Tensor {
  const last = pairs.at(-1);
  if (!last) return gradient.neg();
  let direction = gradient.neg();
  const shares = pairs
    .map(([step, change], i) => ({ step, change, i: i + 1 }))
    .toReversed()
    .map(({ step, change, i }) => {
      const alpha = dot(step, direction).div(dot(step, change)).named(`alpha_${i}`, {});
      direction = direction.sub(change.mul(alpha));
      return { step, change, i, alpha };
    });
  const gamma = dot(...last)
    .div(dot(last[1], last[1]))
    .named("gamma", {});
  direction = direction.mul(gamma).named("r", {});
  for (const { step, change, i, alpha } of shares.toReversed()) {
    const beta = dot(change, direction).div(dot(step, change)).named(`beta_${i}`, {});
    direction = direction.add(step.mul(alpha.sub(beta)));
  }
  return direction;
}
