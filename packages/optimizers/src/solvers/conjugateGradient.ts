import { type Solver, type Tensor, zerosLike } from "@chainrule/tensor";
import { dot, downhill, flatten } from "../internal/flat.ts";
import { firstOf } from "../internal/record.ts";
import { scalar } from "../internal/scalar.ts";
import { pointAt, strongWolfe } from "../internal/strongWolfe.ts";

interface ConjugateState extends Readonly<Record<string, Tensor>> {
  readonly direction: Tensor;
  readonly gradient: Tensor;
  /** What the last step was thought to gain: its length in directions times the slope. */
  readonly gain: Tensor;
}

/**
 * Nonlinear conjugate gradients: each direction corrects the steepest one so as not to undo the step before. For whole
 * batches; on a quadratic loss of n weights n steps are enough.
 *
 * d ← −g + β d with β = max(0, g · (g − g_before) / (g_before · g_before)) (Polak and Ribière), and a line search by
 * the strong Wolfe conditions with curvature 0.1; −g again where d would not go down.
 *
 * @see Nocedal & Wright, 2006, section 5.2. https://doi.org/10.1007/978-0-387-40065-5
 */
export const conjugateGradient = (): Solver => ({
  init(parameters): ConjugateState {
    const none = zerosLike(flatten(parameters));
    return { direction: none, gradient: none, gain: scalar(firstOf("conjugateGradient", parameters), 0) };
  },

  solve(valueAndGrad, state, { parameters }) {
    const last = state as ConjugateState;
    const here = pointAt(valueAndGrad, parameters, flatten(parameters), 0);
    const { gradient } = here;
    if (!(gradient.abs().reduceMax().item() > 0)) return [parameters, state];

    const direction = bent(gradient, last);
    const start = { ...here, slope: dot(gradient, direction).item() };
    const gain = last.gain.item();
    // As much gain as in the last step; without one a step of length 1 at most.
    const first = gain < 0 ? gain / start.slope : Math.min(1, 1 / gradient.abs().sum().item());
    const end = strongWolfe(valueAndGrad, { start, direction, first, curvature: 0.1 });
    return [end.parameters, { direction, gradient, gain: scalar(gradient, end.at * start.slope) }];
  },

  direction: (gradient, state) => bent(gradient, state as ConjugateState),
});

/** −g + β d of the step before. */
function bent(gradient: Tensor, { direction, gradient: before }: ConjugateState): Tensor {
  const square = dot(before, before);
  const share = dot(gradient, gradient.sub(before)).div(square).max(0);
  const beta = square.greater(0).where(share, 0).named("beta", {});
  return downhill(gradient, direction.mul(beta).sub(gradient));
}
