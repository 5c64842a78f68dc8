import { type Solver, type Tensor, zerosLike } from "@chainrule/tensor";
import { dot, flatten } from "../internal/flat.ts";
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

    const square = dot(last.gradient, last.gradient);
    const keep = square > 0 ? Math.max(0, dot(gradient, gradient.sub(last.gradient)) / square) : 0;
    const bent = last.direction.mul(keep).sub(gradient);
    const direction = dot(gradient, bent) < 0 ? bent : gradient.neg();
    const start = { ...here, slope: dot(gradient, direction) };
    const gain = last.gain.item();
    // As much gain as in the last step; without one a step of length 1 at most.
    const first = gain < 0 ? gain / start.slope : Math.min(1, 1 / gradient.abs().sum().item());
    const end = strongWolfe(valueAndGrad, { start, direction, first, curvature: 0.1 });
    return [end.parameters, { direction, gradient, gain: scalar(gradient, end.at * start.slope) }];
  },
});
