import { concat, type Parameters, type Solver, type StateTree, tensor, type Tensor, treeFrom } from "@chainrule/tensor";
import type { Remembered } from "./direction.ts";
import { leavesOf, rememberedOf } from "./memory.ts";
import type { Problem } from "./problem.ts";
import { lossAt, record, type Trained, trainedOf } from "./trained.ts";

/** What a solver did in one step. */
export interface Solution {
  /** In the order in which training hands them over. */
  readonly trained: readonly Trained[];
  readonly initial: StateTree;
  readonly memory: readonly Remembered[];
  /** All gradients at the start, in one row. */
  readonly gradient: Tensor;
  /** Where it evaluated the loss, the start first. */
  readonly tries: readonly { readonly parameters: Parameters; readonly loss: Tensor }[];
  readonly end: Parameters;
  readonly after: StateTree;
  /** From the start to other weights, in one row. */
  readonly changeTo: (parameters: Parameters) => Tensor;
}

/** One step of a solver on paper's own numbers. */
export function solution(problem: Problem, solver: Solver): Solution {
  const trained = trainedOf(problem).toSorted((a, b) => a.layer - b.layer);
  const start = record(
    trained,
    trained.map(({ value }) => value),
  );
  const initial = solver.init(start);
  const memory = leavesOf(initial, trained).map((leaf) => ({ leaf, value: rememberedOf(problem, leaf) }));
  const tries: { parameters: Parameters; loss: Tensor }[] = [];
  const evaluate = lossAt(problem, trained);
  const [end, after] = solver.solve(
    (parameters) => {
      const result = evaluate(parameters);
      tries.push({ parameters, loss: result[0] });
      return result;
    },
    treeFrom(
      initial,
      memory.map(({ value }) => value),
    ),
    {
      parameters: start,
      step: tensor(problem.stepsBefore + 1, { dtype: "float64" }),
      key: problem.key,
    },
  );
  const slopes = evaluate(start)[1];
  const gradient = flat(trained.map(({ name }) => slopes[name]!));
  const changeTo = (parameters: Parameters): Tensor =>
    flat(trained.map(({ name, value }) => parameters[name]!.sub(value)));
  return { trained, initial, memory, gradient, tries, end, after, changeTo };
}

/** How many times a direction fits into a change along it. */
export function lengthAlong(direction: Tensor, change: Tensor): number {
  const square = direction.square().sum().item();
  return square > 0 ? change.mul(direction).sum().item() / square : 0;
}

export const sizeOf = ({ shape }: Tensor): number => shape.reduce((product, length) => product * length, 1);

export function flat(tensors: readonly Tensor[]): Tensor {
  const [first, ...others] = tensors.map((x) => x.reshape([sizeOf(x)]));
  return others.length === 0 ? first! : concat([first!, ...others], 0);
}
