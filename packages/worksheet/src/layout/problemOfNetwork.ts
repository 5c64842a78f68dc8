import { inOrder, trace } from "@chainrule/compiler";
import type { Network, Regularizer } from "@chainrule/network";
import {
  foldIn,
  type Loss,
  type Optimizer,
  type Parameters,
  randomKey,
  type Solver,
  type Tensor,
  tensor,
  type TensorLike,
  ValueError,
} from "@chainrule/tensor";
import { inDouble } from "./inDouble.ts";
import { layersOf, type Owned } from "./layersOf.ts";
import { lossOfNetwork, type Reduction } from "./lossOfNetwork.ts";
import type { Problem } from "./problem.ts";
import { sectionsOf, unsupported } from "./stages.ts";

/** A training step of a network. */
export interface NetworkStep {
  /** `[examples, …]`, already prepared as for training. */
  readonly inputs: TensorLike;
  readonly targets: TensorLike;
  readonly loss: Loss;
  readonly optimizer: Optimizer | Solver;
  /** For people; default "optimizer". */
  readonly optimizerName?: string;
  /** Default "mean", as in training. */
  readonly reduction?: Reduction;
  readonly regularizer?: Regularizer;
  /** What dropout keeps follows from it; default 0. */
  readonly seed?: number;
  readonly title?: string;
}

/**
 * The training step of a network, built in code or read from a file, as a problem to lay out.
 *
 * @throws ValueError for what is no optimizer; if the network has no weights yet, or is no chain of layers, each of
 *   which needs only what the one before it gives
 */
export function problemOfNetwork(net: Network, step: NetworkStep): Problem {
  const memory = net.memory;
  if (!memory) throw new ValueError("layout: expected a network with weights, received a new one. Train it first.");
  if (!isOptimizer(step.optimizer)) {
    throw new ValueError(
      `layout: expected an optimizer, with init and update or solve, received ${step.optimizerName ?? "something else"}. ` +
        "Pass one such as sgd({ rate: 0.1 }).",
    );
  }
  const [names, carried] = [memory.parameters, memory.state].map((all) => Object.keys(all));
  if (carried!.some((name) => /(^|\.)penalty$/.test(name))) throw unsupported("a layer that adds to the loss");
  const specs = [...names!.map((name) => memory.parameters[name]!), ...carried!.map((name) => memory.state[name]!)];
  const record = (keys: readonly string[], given: readonly Tensor[]): Parameters =>
    Object.fromEntries(keys.map((name, i) => [name, given[i]!]));
  const key = foldIn(randomKey(step.seed ?? 0), 1);
  const { inputs: traced, outputs } = trace(
    (x, ...given) => {
      const parameters = record(names!, given);
      const state = record(carried!, given.slice(names!.length));
      const [y, next] = net.apply({ parameters, state }, x, { training: true, key });
      return [y, ...carried!.map((name) => next[name]!)];
    },
    [{ shape: [-1, ...memory.inputShape], dtype: memory.dtype }, ...specs],
  );
  const values = specs.map((value) => double(value));
  // What a layer carries on and computes with, such as the step of a schedule, is a number here.
  const reached = new Set(inOrder([outputs[0]!]));
  const fixed = traced.flatMap((input, i) =>
    i > names!.length && reached.has(input) ? [[input, values[i - 1]!] as const] : [],
  );
  const found = inDouble(outputs, traced, new Map(fixed));
  const owned = traced.slice(1).map((input, i): Owned => {
    const next = outputs[i - names!.length + 1];
    return {
      name: [...names!, ...carried!][i]!,
      node: found.get(input)!,
      value: values[i]!,
      ...(i >= names!.length && { next: found.get(next!)! }),
    };
  });
  const x = double(step.inputs);
  const rows = x.shape[0]!;
  const sections = sectionsOf(outputs[0]!, traced[0]!).map((section) => ({
    ...section,
    input: found.get(section.input)!,
    output: found.get(section.output)!,
  }));
  const { before, layers } = layersOf(sections, owned.slice(0, names!.length), owned.slice(names!.length), rows);
  const target = targetOf(step.targets);
  const prediction = double(
    Array.from({ length: rows }, () => Array.from({ length: layers.at(-1)!.outputs }, () => 0.5)),
  );
  return {
    title: step.title ?? "One step of training",
    input: before(x),
    target,
    layers,
    ...lossOfNetwork(step.loss, step.reduction ?? "mean", prediction, target),
    regularizer: step.regularizer,
    optimizerName: step.optimizerName ?? "optimizer",
    optimizer: step.optimizer,
    state: new Map(),
    stepsBefore: 0,
    updateBiases: true,
  };
}

function isOptimizer(given: unknown): given is Optimizer | Solver {
  const record = (given ?? {}) as Partial<Optimizer & Solver>;
  return typeof record.init === "function" && typeof (record.update ?? record.solve) === "function";
}

function double(x: TensorLike): Tensor {
  return typeof x === "object" && "dtype" in x ? x.cast("float64") : tensor(x, { dtype: "float64" });
}

/** Labels stay whole numbers. */
function targetOf(y: TensorLike): Tensor {
  const isLabels = typeof y === "object" && ("dtype" in y ? y.dtype === "int32" : y instanceof Int32Array);
  return isLabels ? tensor(y) : double(y);
}
