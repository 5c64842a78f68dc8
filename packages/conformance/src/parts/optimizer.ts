import { compile, grad, replay, trace } from "@chainrule/compiler";
import { dense } from "@chainrule/network";
import {
  type DType,
  type Optimizer,
  type Parameters,
  randomKey,
  slice,
  type StateTree,
  tensor,
  type Tensor,
  treeFrom,
  treeLeaves,
} from "@chainrule/tensor";
import { broken, type Check } from "../check.ts";
import { same, sameEverywhere } from "../checks/engines.ts";
import { resumesExactly } from "../checks/resumes.ts";
import { requireSpec } from "../checks/specs.ts";
import { ordinary } from "../points.ts";
import { specOf } from "../show.ts";

/** What is not so for every optimizer. */
export interface OptimizerOptions {
  /** Steps it may take on each known problem. Default 400. */
  readonly steps?: number;
  /** The loss that it has to come down to, from 12.8 in the bowl and 4.8 in the valley. Default 0.05. */
  readonly reached?: number;
  /** False for a transform, which is no optimizer by itself: then the known problems are left out. Default true. */
  readonly converges?: boolean;
}

const bowl = (w: Tensor): Tensor =>
  w
    .mul(tensor([1, 3], { dtype: w.dtype }))
    .square()
    .sum();

/** Rosenbrock's valley with gentler walls; 0 at (1, 1). */
const valley = (w: Tensor): Tensor => {
  const [x, y] = [slice(w, 0, 0, 1), slice(w, 0, 1, 2)];
  return x.sub(1).square().add(y.sub(x.square()).square().mul(5)).sum();
};

/** Parameters of a small layer, or gradients for them. */
const record = (seed: number, dtype: DType): Parameters => ({
  kernel: ordinary("real", [3, 2], seed, dtype),
  bias: ordinary("real", [1, 2], seed + 50, dtype).reshape([2]),
});

/**
 * What an optimizer has to keep: names, shapes and dtypes of updates and memory, one trace for all steps, the same bits
 * in the engine, a way down known problems, and a checkpoint that goes on without its code.
 *
 * @param name - what the messages call it
 */
export function optimizerChecks(name: string, optimizer: Optimizer, options: OptimizerOptions = {}): Check[] {
  const { steps = 400, reached = 0.05, converges = true } = options;
  const check = (what: string, run: Check["run"]): Check => ({ name: `${name}: ${what}`, run });
  const down = (problem: string, loss: (w: Tensor) => Tensor): Check =>
    check(`gets down the ${problem} in ${steps} steps`, () => {
      const found = descend(optimizer, loss, steps);
      if (found <= reached) return;
      broken(name, {
        expected: `a loss of at most ${reached} after ${steps} steps`,
        received: found,
        at: `the ${problem}, from tensor([-0.8, 1.2])`,
        cure: "Updates are added to the parameters: they point down, −rate times the gradient. Or try another rate.",
      });
    });
  return [
    check("updates and memory keep names, shapes and dtype", () => {
      for (const dtype of ["float32", "float64"] as const) keepsSpecs(name, optimizer, dtype);
    }),
    check("is traced once for all steps, to what it is on values", () => tracedForAllSteps(name, optimizer)),
    check("gives the same bits interpreted and compiled", () => {
      const [parameters, gradients] = [record(1, "float32"), record(2, "float32")];
      const state = optimizer.init(parameters);
      const [f, rest] = asFunction(optimizer, state);
      sameEverywhere(name, f, [...Object.values(gradients), ...Object.values(parameters), ...rest(3, 0.7)]);
    }),
    ...(converges ? [down("bowl", bowl), down("valley", valley)] : []),
    check("a training with it goes on from a file without its code", () => resumes(name, optimizer)),
  ];
}

/** One update as a function of tensors alone: gradients, parameters, step, loss, key, memory. */
function asFunction(
  optimizer: Optimizer,
  like: StateTree,
): [f: (...inputs: Tensor[]) => Tensor[], rest: (step: number, loss: number, state?: readonly Tensor[]) => Tensor[]] {
  const leaves = treeLeaves(like).map(([, leaf]) => leaf);
  const f = (...inputs: Tensor[]): Tensor[] => {
    const [g1, g2, p1, p2, step, loss, key, ...state] = inputs;
    const context = { parameters: { kernel: p1!, bias: p2! }, step: step!, loss: loss!, key: key! };
    const [updates, next] = optimizer.update({ kernel: g1!, bias: g2! }, treeFrom(like, state), context);
    return [updates["kernel"]!, updates["bias"]!, ...treeLeaves(next).map(([, leaf]) => leaf)];
  };
  const rest = (step: number, loss: number, state: readonly Tensor[] = leaves): Tensor[] => [
    tensor(step),
    tensor(loss),
    randomKey(step),
    ...state,
  ];
  return [f, rest];
}

function keepsSpecs(name: string, optimizer: Optimizer, dtype: DType): void {
  const [parameters, gradients] = [record(1, dtype), record(2, dtype)];
  const before = optimizer.init(parameters);
  const context = { parameters, step: tensor(1, { dtype }), loss: tensor(0.7, { dtype }), key: randomKey(1) };
  const [updates, after] = optimizer.update(gradients, before, context);
  for (const [key, parameter] of Object.entries(parameters)) {
    const update = updates[key];
    if (update) requireSpec(name, update, parameter, [parameter]);
    else {
      const cure = "Give one for each gradient.";
      broken(name, { expected: `an update for ${key}`, received: Object.keys(updates).join(), at: "step 1", cure });
    }
  }
  const [expected, received] = [before, after].map((tree) =>
    treeLeaves(tree)
      .map(([path, leaf]) => `${path.join("/")} ${specOf(leaf)}`)
      .join(", "),
  );
  if (expected === received) return;
  const cure = "The memory keeps its form from step to step; a count of steps need not be kept, `step` is given.";
  broken(name, { expected: `a memory of ${expected}`, received: received!, at: "step 1", cure });
}

function tracedForAllSteps(name: string, optimizer: Optimizer): void {
  const parameters = Object.values(record(1, "float32"));
  const [f, rest] = asFunction(optimizer, optimizer.init(record(1, "float32")));
  const inputsOf = (step: number, memory?: readonly Tensor[]): Tensor[] => [
    ...Object.values(record(step + 1, "float32")),
    ...parameters,
    ...rest(step, 3 / step, memory),
  ];
  const traced = replay(trace(f, inputsOf(1)));
  let memory: readonly Tensor[] | undefined;
  for (let step = 1; step <= 4; step++) {
    const inputs = inputsOf(step, memory);
    const direct = f(...inputs);
    same(name, `traced at step 1 and used at step ${step}`, direct, traced(inputs), inputs);
    memory = direct.slice(2);
  }
}

function descend(optimizer: Optimizer, loss: (w: Tensor) => Tensor, steps: number): number {
  const slope = compile(grad(loss));
  let w = tensor([-0.8, 1.2], { dtype: "float64" });
  let state = optimizer.init({ w });
  for (let step = 1; step <= steps; step++) {
    const number = tensor(step, { dtype: "float64" });
    const context = { parameters: { w }, step: number, loss: loss(w), key: randomKey(step) };
    const [updates, next] = optimizer.update({ w: slope(w) }, state, context);
    [state, w] = [next, w.add(updates["w"]!)];
  }
  return loss(w).item();
}

const squared = (p: Tensor, y: Tensor): Tensor => p.sub(y).square();

const resumes = (name: string, optimizer: Optimizer): Promise<void> =>
  resumesExactly(
    name,
    () => [dense(4, (x) => x.tanh()), dense(1)],
    { inputs: ordinary("real", [6, 3], 7, "float32"), targets: ordinary("real", [6, 1], 8, "float32") },
    { loss: squared, optimizer, epochs: 4 },
    5,
  );
