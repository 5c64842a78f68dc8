import {
  countFromOne,
  foldIn,
  type Optimizer,
  type Parameters,
  randomKey,
  requireRange,
  type Solver,
  type StateTree,
  type Tensor,
  type ValueAndGrad,
  zeroOrAbove,
} from "@chainrule/tensor";
import { firstOf, mapRecord, parameterOf } from "../internal/record.ts";
import { scalar } from "../internal/scalar.ts";

interface MinimizeOptions<P extends Parameters> {
  /** Steps at most; ≥ 1, default 100. */
  steps?: number;
  /** Stops when no element of the gradients is larger; ≥ 0, default 1e-6. */
  tolerance?: number;
  /** Of the random numbers that an optimizer may draw; default 0. */
  seed?: number;
  /** Goes on where an earlier call stopped, as if it had not: its `checkpoint`. */
  from?: Checkpoint<P>;
}

interface Checkpoint<P extends Parameters> {
  /** The parameters in training, which are not always those to use. */
  readonly parameters: P;
  /** Memory of the solver. */
  readonly state: StateTree;
  /** Steps that were taken, those before this call included. */
  readonly steps: number;
}

interface Minimum<P extends Parameters> {
  readonly parameters: P;
  /** The loss at these parameters. */
  readonly loss: number;
  /** Whether the gradients came below the tolerance. */
  readonly converged: boolean;
  readonly checkpoint: Checkpoint<P>;
}

/**
 * Finds parameters of least loss with a solver or an optimizer. For functions of your own and tiny nets; networks are
 * trained by `train`.
 *
 * @param valueAndGrad - loss and gradients: `valueAndGrad(f)` of `@chainrule/compiler`
 * @param parameters - where to start
 * @param solver - such as `lbfgs()`; or an optimizer such as `adam()`
 * @throws ValueError if an option is out of range, or there are no parameters
 */
export function minimize<P extends Parameters>(
  valueAndGrad: (parameters: P) => readonly [value: Tensor, gradients: P],
  parameters: P,
  solver: Solver | Optimizer,
  { steps = 100, tolerance = 1e-6, seed = 0, from }: MinimizeOptions<P> = {},
): Minimum<P> {
  requireRange("minimize", countFromOne, { steps });
  requireRange("minimize", zeroOrAbove, { tolerance });
  const like = firstOf("minimize", parameters);
  const runner = "solve" in solver ? solver : asSolver(solver);
  const evaluate = rememberLast((given) => valueAndGrad(given as P));
  const key = randomKey(seed);

  let now: Parameters = from?.parameters ?? parameters;
  let state = from?.state ?? runner.init(parameters);
  const isDone = (): boolean => {
    const slopes = Object.values(evaluate(now)[1]).map((gradient) => gradient.abs().reduceMax().item());
    return Math.max(...slopes) <= tolerance;
  };
  let count = from?.steps ?? 0;
  const end = count + steps;
  let converged = isDone();
  for (; count < end && !converged; count++, converged = isDone()) {
    const context = { parameters: now, step: scalar(like, count + 1), key: foldIn(key, count) };
    [now, state] = runner.solve(evaluate, state, context);
  }
  const used = "predictWith" in solver ? (solver.predictWith?.(now, state) ?? now) : now;
  return {
    parameters: used as P,
    loss: evaluate(used)[0].item(),
    converged,
    checkpoint: { parameters: now as P, state, steps: count },
  };
}

const asSolver = (optimizer: Optimizer): Solver => ({
  init: (parameters) => optimizer.init(parameters),

  solve(valueAndGrad, state, context) {
    const [loss, gradients] = valueAndGrad(context.parameters);
    const elsewhere: ValueAndGrad = (some) => valueAndGrad({ ...context.parameters, ...some });
    const [updates, next] = optimizer.update(gradients, state, { ...context, loss, valueAndGrad: elsewhere });
    return [mapRecord(context.parameters, (parameter, name) => parameter.add(parameterOf(updates, name))), next];
  },
});

/** Most steps begin where the one before evaluated last. */
function rememberLast(valueAndGrad: ValueAndGrad): ValueAndGrad {
  let last: { parameters: Parameters; result: ReturnType<ValueAndGrad> } | undefined;
  return (parameters) => {
    if (last?.parameters !== parameters) last = { parameters, result: valueAndGrad(parameters) };
    return last.result;
  };
}
