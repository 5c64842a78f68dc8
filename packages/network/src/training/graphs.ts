import { type Graph, gradients, traceStable } from "@chainrule/compiler";
import {
  foldIn,
  formatShape,
  type Metric,
  type Parameters,
  randomKey,
  refuse,
  ShapeError,
  type Spec,
  type StateTree,
  type Tensor,
} from "@chainrule/tensor";
import type { Learned, Network } from "../network.ts";
import {
  byName,
  inputSpec,
  keySpec,
  listOf,
  type MemoryNames,
  namesOf,
  predictingGraph,
  trainingGraph,
} from "../graphs.ts";
import { reduce, type Reduction, type TrainOptions } from "./options.ts";

/** The names behind the tensors that a step takes and gives. */
export interface Names extends MemoryNames {
  readonly optimizer: readonly string[];
  readonly metrics: readonly string[];
}

/** The whole of a training as expressions. */
export interface Graphs {
  /** x → prediction */
  readonly predicting: Graph;
  /** key, x → prediction, state: with dropout and the like */
  readonly training: Graph;
  /** x, y → loss, metrics: without dropout and the like */
  readonly evaluation: Graph;
  /** x, y, key, step, optimizer's memory → loss, metrics, gradients, parameters, state, optimizer's memory */
  readonly step: Graph;
}

/** Traces everything that training needs. Errors of shape and dtype come up here, before anything has changed. */
export function trainingGraphs(
  net: Network,
  memory: Learned,
  targets: Spec,
  options: TrainOptions,
): { graphs: Graphs; names: Names; optimizer: Parameters } {
  const { loss, regularizer, metrics = {}, reduction = "mean" } = options;
  const initial = options.optimizer.init(memory.parameters);
  const optimizer = flattenTree(initial);
  const names: Names = {
    ...namesOf(memory),
    optimizer: Object.keys(optimizer),
    metrics: Object.keys(metrics),
  };
  const x = inputSpec(memory);
  const y: Spec = { shape: [-1, ...targets.shape.slice(1)], dtype: targets.dtype };
  const step: Spec = { shape: [], dtype: memory.dtype };
  const measure = (prediction: Tensor, target: Tensor): Tensor[] =>
    Object.entries(metrics).map(([name, metric]) => requireScalar(name, metric(prediction, target)));

  const evaluation = evaluationGraph(net, memory, { x, y, loss, reduction, measure });
  const stepGraph = traceStable(
    (input, target, stepKey, _step, ...rest) => {
      const tensors = rest.slice(names.optimizer.length);
      const { parameters, state } = byName(names, tensors);
      const [prediction, next] = net.apply({ parameters, state }, input, { training: true, key: foldIn(stepKey, 0) });
      const fit = reduce(loss(prediction, target), reduction);
      const penalties = names.state.filter((name) => /(^|\.)penalty$/.test(name)).map((name) => next[name]!);
      if (regularizer) penalties.push(regularizer(parameters));
      const total = penalties.reduce((sum, penalty) => sum.add(penalty), fit);
      return [total, ...measure(prediction, target), ...names.state.map((name) => next[name]!)];
    },
    [x, y, keySpec, step, ...Object.values(optimizer), ...listOf(memory)],
    ([total, ...others], [, , stepKey, number, ...rest]) => {
      const memories = rest.slice(0, names.optimizer.length);
      const { parameters } = byName(names, rest.slice(names.optimizer.length));
      const slopes = gradients(total!, Object.values(parameters));
      const record = Object.fromEntries(names.parameters.map((name, i) => [name, slopes[i]!]));
      const before = Object.fromEntries(names.optimizer.map((name, i) => [name, memories[i]!]));
      const [updates, after] = options.optimizer.update(record, unflattenTree(initial, before), {
        parameters,
        step: number!,
        loss: total!,
        key: foldIn(stepKey!, 1),
      });
      const measured = others.slice(0, names.metrics.length);
      const state = others.slice(names.metrics.length);
      const free = Object.fromEntries(names.parameters.map((name) => [name, parameters[name]!.add(updates[name]!)]));
      const held = { ...free, ...options.constraint?.(free) };
      const moved = names.parameters.map((name) => held[name]!);
      const next = flattenTree(after);
      return [total!, ...measured, ...slopes, ...moved, ...state, ...names.optimizer.map((name) => next[name]!)];
    },
  );
  const graphs = {
    predicting: predictingGraph(net, memory),
    training: trainingGraph(net, memory),
    evaluation,
    step: stepGraph,
  };
  return { graphs, names, optimizer };
}

/** Loss and metrics of predictions. */
export function evaluationGraph(
  net: Network,
  memory: Learned,
  {
    x,
    y,
    loss,
    reduction,
    measure,
  }: {
    x: Spec;
    y: Spec;
    loss: TrainOptions["loss"];
    reduction: Reduction;
    measure: (prediction: Tensor, target: Tensor) => readonly Tensor[];
  },
): Graph {
  const names = namesOf(memory);
  return traceStable(
    (input, target, ...tensors) => {
      const [prediction] = net.apply(byName(names, tensors), input, { training: false, key: randomKey(0) });
      return [reduce(loss(prediction, target), reduction), ...measure(prediction, target)];
    },
    [x, y, ...listOf(memory)],
  );
}

function requireScalar(name: string, metric: ReturnType<Metric>): Tensor {
  if (metric.rank === 0) return metric;
  refuse(
    ShapeError,
    "train",
    `metric ${name} to be a scalar`,
    formatShape(metric.shape),
    "Use it with evaluate instead.",
  );
}

/** The tensors of a tree by their path: `square/1.kernel`. */
function flattenTree(tree: StateTree, path = ""): Record<string, Tensor> {
  if (isTensor(tree)) return { [path]: tree };
  const below = Object.entries(tree).map(([name, part]) => Object.entries(flattenTree(part, join(path, name))));
  return Object.fromEntries(below.flat());
}

/** The tree of the same form with other tensors. */
const unflattenTree = (tree: StateTree, tensors: Parameters, path = ""): StateTree =>
  isTensor(tree)
    ? tensors[path]!
    : Object.fromEntries(
        Object.entries(tree).map(([name, part]) => [name, unflattenTree(part, tensors, join(path, name))]),
      );

/** A path one name longer; a name may hold slashes. */
const join = (path: string, name: string): string =>
  `${path && `${path}/`}${name.replaceAll("%", "%25").replaceAll("/", "%2F")}`;

const isTensor = (tree: StateTree): tree is Tensor => "dtype" in tree && typeof tree.dtype === "string";
