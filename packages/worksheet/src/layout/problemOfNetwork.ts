import { inOrder, trace } from "@chainrule/compiler";
import {
  type AnyNetwork,
  type ForPorts,
  type Network,
  type Ports,
  type PortsLike,
  type Regularizer,
  stepKeys,
} from "@chainrule/network";
import {
  full,
  type Loss,
  type Optimizer,
  type Parameters,
  type Shape,
  type Solver,
  type Tensor,
  tensor,
  type TensorLike,
  ValueError,
} from "@chainrule/tensor";
import { inDouble } from "./inDouble.ts";
import { type Found, layersOf, type Owned } from "./layersOf.ts";
import { lossOfNetwork, type Reduction } from "./lossOfNetwork.ts";
import { type PaperOutput, type Problem, unnamed } from "./problem.ts";
import { sectionsOf } from "./stages.ts";

type AnyLearned = NonNullable<AnyNetwork["memory"]>;

/** A training step of a network; with several inputs or outputs, inputs, targets and losses are records by name. */
export interface NetworkStep<X extends Ports = Tensor, Y extends Ports = Tensor> {
  /** `[examples, …]`, already prepared as for training. */
  readonly inputs: PortsLike<X>;
  readonly targets: PortsLike<Y>;
  readonly loss: ForPorts<Y, Loss>;
  /** How much the loss of each output counts, as in training; default 1. */
  readonly lossWeights?: ForPorts<Y, number>;
  readonly optimizer: Optimizer | Solver;
  /** For people; by default the worksheet says how the last weights change. */
  readonly optimizerName?: string;
  /** For people, beside the name: its rate and what else it was made with. */
  readonly optimizerOptions?: Readonly<Record<string, unknown>>;
  /** Default "mean", as in training. */
  readonly reduction?: Reduction;
  readonly regularizer?: Regularizer;
  /**
   * What dropout keeps and noise adds follows from it, as in the first step of a training with that seed; default 0. A
   * training shuffles its examples, unless `shuffle` is false: they meet the same numbers if they come in its order.
   */
  readonly seed?: number;
  readonly title?: string;
  /** Sentences that follow the description of the network, such as what its inputs stand for. */
  readonly notes?: readonly string[];
}

/**
 * The training step of a network, built in code or read from a file, as a problem to lay out.
 *
 * @throws ValueError for what is no optimizer; if the network has no weights yet, or a layer needs more than what the
 *   layers before it give
 */
export function problemOfNetwork<X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  step: NetworkStep<X, Y>,
): Problem {
  const memory: AnyLearned | undefined = (net as AnyNetwork).memory;
  if (!memory) throw new ValueError("layout: expected a network with weights, received a new one. Train it first.");
  if (!isOptimizer(step.optimizer)) {
    throw new ValueError(
      `layout: expected an optimizer, with init and update or solve, received ${step.optimizerName ?? "something else"}. ` +
        "Pass one such as sgd({ rate: 0.1 }).",
    );
  }
  const ports = { inputs: portsOf("x", memory.inputShape), outputs: portsOf("", memory.outputShape) };
  const found = foundOf(net, memory, ports, step);
  const { inputs, layers, activities, ends } = layersOf(found);
  const rows = inputs[0]!.value.shape[0]!;
  const targets = valuesOf<TensorLike>("targets", ports.outputs, step.targets).map(targetOf);
  const losses = valuesOf<Loss>("losses", ports.outputs, step.loss);
  const factors = step.lossWeights && valuesOf<number>("loss weights", ports.outputs, step.lossWeights);
  return {
    title: step.title ?? "One step of training",
    notes: step.notes ?? [],
    inputs,
    layers,
    outputs: ports.outputs.map(({ symbol }, i): PaperOutput => {
      const layer = ends[i]!;
      const prediction = full([rows, layers[layer - 1]!.outputs], 0.5, { dtype: "float64" });
      return {
        suffix: symbol,
        layer,
        target: targets[i]!,
        ...lossOfNetwork(losses[i]!, step.reduction ?? "mean", prediction, targets[i]!),
        factor: factors?.[i] ?? 1,
      };
    }),
    activities,
    batch: step.reduction === "sum" ? "sum" : "mean",
    regularizer: step.regularizer,
    optimizerName: step.optimizerName ?? unnamed,
    optimizerOptions: step.optimizerOptions ?? {},
    optimizer: step.optimizer,
    state: new Map(),
    stepsBefore: 0,
    key: stepKeys(step.seed ?? 0, 1).optimizer,
    updateBiases: true,
  };
}

/** An input or output of a network: its name there, and what stands for it on paper. */
interface Port {
  readonly name: string | undefined;
  readonly symbol: string;
  readonly shape: Shape;
}

const isShape = (shapes: AnyLearned["inputShape"]): shapes is Shape => Array.isArray(shapes);

/** One without a name, or several by name, each under a symbol of its own. */
function portsOf(letter: string, shapes: AnyLearned["inputShape"]): Port[] {
  if (isShape(shapes)) return [{ name: undefined, symbol: letter, shape: shapes }];
  const taken = new Set(["_after"]);
  return Object.entries(shapes).map(([name, shape]) => {
    const plain = `${letter}_${name.replace(/\W/g, "_")}`;
    const free = /^_terms/.test(plain) ? `_own${plain}` : plain;
    let symbol = free;
    for (let i = 2; taken.has(symbol); i++) symbol = `${free}_${i}`;
    taken.add(symbol);
    return { name, symbol, shape };
  });
}

/** What is given for each of them. */
function valuesOf<T>(what: string, ports: readonly Port[], given: unknown): T[] {
  if (ports[0]!.name === undefined) return [given as T];
  const record = (given ?? {}) as Readonly<Record<string, T>>;
  return ports.map(({ name }) => {
    if (Object.hasOwn(record, name!)) return record[name!]!;
    const names = ports.map((port) => port.name).join(", ");
    throw new ValueError(
      `layout: expected ${what} by the names ${names}, received none of ${name}. Give each of them.`,
    );
  });
}

/** The expression of the network in training, with its parts. */
function foundOf(
  net: AnyNetwork,
  { parameters, state, dtype }: AnyLearned,
  ports: { readonly inputs: readonly Port[]; readonly outputs: readonly Port[] },
  step: Pick<NetworkStep, "seed"> & { readonly inputs: unknown },
): Found {
  const [names, carried] = [parameters, state].map((all) => Object.keys(all));
  const [learned, kept] = [parameters, state].map((all) => Object.values(all));
  const specs = [...learned!, ...kept!];
  const count = ports.inputs.length;
  const record = (keys: readonly string[], given: readonly Tensor[]): Parameters =>
    Object.fromEntries(keys.map((name, i) => [name, given[i]!]));
  const portsFrom = (given: readonly Tensor[]): Ports =>
    ports.inputs[0]!.name === undefined
      ? given[0]!
      : record(
          ports.inputs.map(({ name }) => name!),
          given,
        );
  const { inputs: traced, outputs } = trace(
    (...given) => {
      const own = given.slice(count);
      const memory = { parameters: record(names!, own), state: record(carried!, own.slice(names!.length)) };
      const key = stepKeys(step.seed ?? 0, 1).layers;
      const [y, next] = net.apply(memory, portsFrom(given), { training: true, key });
      return [...valuesOf<Tensor>("outputs", ports.outputs, y), ...carried!.map((name) => next[name]!)];
    },
    [...ports.inputs.map(({ shape }) => ({ shape: [-1, ...shape], dtype })), ...specs],
  );
  const values = specs.map((value) => double(value));
  const predictions = outputs.slice(0, ports.outputs.length);
  // What a layer carries on and computes with, such as the step of a schedule, is a number here.
  const reached = new Set(inOrder(predictions));
  const fixed = traced.flatMap((input, i) =>
    i >= count + names!.length && reached.has(input) ? [[input, values[i - count]!] as const] : [],
  );
  const doubles = inDouble(outputs, traced, new Map(fixed));
  const owned = traced.slice(count).map((input, i): Owned => {
    const next = outputs[predictions.length + i - names!.length];
    return {
      name: [...names!, ...carried!][i]!,
      node: doubles.get(input)!,
      value: values[i]!,
      ...(i >= names!.length && { next: doubles.get(next!)! }),
    };
  });
  const { sections, ends } = sectionsOf(predictions, traced.slice(0, count));
  const given = valuesOf<TensorLike>("inputs", ports.inputs, step.inputs);
  return {
    sections,
    ends,
    inputs: ports.inputs.map(({ symbol }, i) => ({ symbol, node: traced[i]!, value: double(given[i]!) })),
    learned: owned.slice(0, names!.length),
    state: owned.slice(names!.length),
    inDouble: (node) => doubles.get(node)!,
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
