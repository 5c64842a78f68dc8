import { replay, trace } from "@chainrule/compiler";
import type { Network, Regularizer } from "@chainrule/network";
import {
  foldIn,
  type Loss,
  onesLike,
  type Optimizer,
  randomKey,
  type Solver,
  type Tensor,
  tensor,
  type TensorLike,
  ValueError,
} from "@chainrule/tensor";
import { cut, inDouble } from "./inDouble.ts";
import { lossOfNetwork, type Reduction } from "./lossOfNetwork.ts";
import type { PaperLayer, Problem } from "./problem.ts";
import { beforeDropout, markOf, type Stage, stagesOf } from "./stages.ts";

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
 * @throws ValueError for what is no optimizer; if the network has no weights yet, or does something else than
 *   multiply by weights, add biases and apply functions, one layer after the other
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
  const names = Object.keys(memory.parameters);
  const specs = names.map((name) => memory.parameters[name]!);
  const key = foldIn(randomKey(step.seed ?? 0), 1);
  const { inputs: traced, outputs } = trace(
    (x, ...given) => {
      const parameters = Object.fromEntries(names.map((name, i) => [name, given[i]!]));
      return [net.apply({ parameters, state: memory.state }, x, { training: true, key })[0]];
    },
    [{ shape: [-1, ...memory.inputShape], dtype: memory.dtype }, ...specs],
  );
  const { output, inputs } = inDouble(outputs[0]!, traced);
  const stages = stagesOf(output, new Set(inputs.slice(1)));
  if (stages.length === 0) throw unsupported("no layer of weights");

  const x = double(step.inputs);
  const known = new Map(
    inputs.slice(1).map((input, i) => [input, { name: names[i]!, value: specs[i]!.cast("float64") }]),
  );
  const first = cut(stages[0]!.input, inputs[0]!);
  if (first.foreign) throw unsupported("a layer before them that has weights of its own");
  const rows = x.shape[0]!;
  const layers = stages.map((stage, i) => layerOf(stage, stages[i + 1]?.input ?? output, known, rows));
  const target = targetOf(step.targets);
  const prediction = double(
    Array.from({ length: rows }, () => Array.from({ length: layers.at(-1)!.weights.shape[1]! }, () => 0.5)),
  );
  return {
    title: step.title ?? "One step of training",
    input: replay({ inputs: [first.input], outputs: [first.output] })([x])[0]!,
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

const unsupported = (received: string): ValueError =>
  new ValueError(
    `layout: expected layers of weights one after the other, received ${received}. Use dense, activation, dropout and flatten.`,
  );

function double(x: TensorLike): Tensor {
  return typeof x === "object" && "dtype" in x ? x.cast("float64") : tensor(x, { dtype: "float64" });
}

/** Labels stay whole numbers. */
function targetOf(y: TensorLike): Tensor {
  const isLabels = typeof y === "object" && ("dtype" in y ? y.dtype === "int32" : y instanceof Int32Array);
  return isLabels ? tensor(y) : double(y);
}

type Known = ReadonlyMap<Tensor, { readonly name: string; readonly value: Tensor }>;

/** A layer, up to what the next one takes in. */
function layerOf({ weights, bias, z }: Stage, end: Tensor, known: Known, rows: number): PaperLayer {
  const { output, mask } = withoutDropout(end, rows);
  const f = cut(output, z);
  if (f.foreign) throw unsupported("a layer that looks at more than what the one before it gives");
  const apply = replay({ inputs: [f.input], outputs: [f.output] });
  return {
    weights: known.get(weights)!.value,
    bias: bias && known.get(bias)!.value,
    names: { weights: known.get(weights)!.name, bias: bias ? known.get(bias)!.name : "" },
    activationName: f.output === f.input ? "linear" : (markOf(f.output) ?? "activation"),
    activation: (x) => apply([x])[0]!,
    mask,
  };
}

/** The activation before dropout, and what dropout multiplies it by. */
function withoutDropout(end: Tensor, rows: number): { output: Tensor; mask: Tensor | undefined } {
  const inner = beforeDropout(end);
  if (!inner) return { output: end, mask: undefined };
  const { input, output } = cut(end, inner);
  const ones = onesLike(tensor(new Float64Array(rows * input.shape[1]!), { shape: [rows, input.shape[1]!] }));
  const own = replay({ inputs: [input], outputs: [output] })([ones])[0]!;
  const further = withoutDropout(inner, rows);
  return { output: further.output, mask: further.mask ? own.mul(further.mask) : own };
}
