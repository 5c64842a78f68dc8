import { type Graph, gradients, traceStable } from "@chainrule/compiler";
import {
  foldIn,
  type Parameters,
  randomKey,
  type Spec,
  type StateTree,
  type Tensor,
  treeFrom,
  treeLeaves,
} from "@chainrule/tensor";
import type { AnyLearned, AnyNetwork } from "../network.ts";
import type { Ports } from "../ports.ts";
import {
  applied,
  byName,
  keySpec,
  listOf,
  type MemoryNames,
  namesOf,
  predictingGraph,
  trainingGraph,
} from "../graphs.ts";
import { columnsOf, type Data } from "./data.ts";
import { type Measures, measuresOf } from "./measures.ts";
import type { TrainOptions } from "./options.ts";

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
  net: AnyNetwork,
  memory: AnyLearned,
  data: Data,
  options: TrainOptions<Ports, Ports>,
): { graphs: Graphs; names: Names; optimizer: Parameters } {
  const measures = measuresOf("train", options, net.ports);
  const initial = options.optimizer.init(memory.parameters);
  const optimizer = memoriesOf(initial);
  const names: Names = { ...namesOf(memory), optimizer: Object.keys(optimizer), metrics: measures.names };
  const columns = columnsOf(data).map(rowSpec);
  const step: Spec = { shape: [], dtype: memory.dtype };
  /** What comes after the batch, the key and the number of the step. */
  const split = (all: readonly Tensor[]): { memories: Tensor[]; parameters: Parameters; state: Parameters } => {
    const rest = all.slice(columns.length + 2);
    const memories = rest.slice(0, names.optimizer.length);
    return { memories, ...byName(names, rest.slice(names.optimizer.length)) };
  };

  const stepGraph = traceStable(
    (...all) => {
      const { parameters, state } = split(all);
      const batch = batchOf(data, all);
      const context = { training: true, key: foldIn(all[columns.length]!, 0) };
      const [predictions, next] = applied(net, memory, { parameters, state }, batch.inputs, context);
      const [fit, ...measured] = measures.of(predictions, batch);
      const penalties = names.state.filter((name) => /(^|\.)penalty$/.test(name)).map((name) => next[name]!);
      if (options.regularizer) penalties.push(options.regularizer(parameters));
      const total = penalties.reduce((sum, penalty) => sum.add(penalty), fit!);
      return [total, ...measured, ...names.state.map((name) => next[name]!)];
    },
    [...columns, keySpec, step, ...Object.values(optimizer), ...listOf(memory)],
    ([total, ...others], all) => {
      const { memories, parameters } = split(all);
      const [key, number] = all.slice(columns.length);
      const slopes = gradients(total!, Object.values(parameters));
      const record = Object.fromEntries(names.parameters.map((name, i) => [name, slopes[i]!]));
      const before = Object.fromEntries(names.optimizer.map((name, i) => [name, memories[i]!]));
      // By name: a record puts names that are numbers first, which a tree need not.
      const tree = treeFrom(
        initial,
        treeLeaves(initial).map(([path]) => before[nameOf(path)]!),
      );
      const [updates, after] = options.optimizer.update(record, tree, {
        parameters,
        step: number!,
        loss: total!,
        key: foldIn(key!, 1),
      });
      const measured = others.slice(0, names.metrics.length);
      const state = others.slice(names.metrics.length);
      const free = Object.fromEntries(names.parameters.map((name) => [name, parameters[name]!.add(updates[name]!)]));
      const held = { ...free, ...options.constraint?.(free) };
      const moved = names.parameters.map((name) => held[name]!);
      const next = memoriesOf(after);
      return [total!, ...measured, ...slopes, ...moved, ...state, ...names.optimizer.map((name) => next[name]!)];
    },
  );
  const graphs = {
    predicting: predictingGraph(net, memory),
    training: trainingGraph(net, memory),
    evaluation: evaluationGraph(net, memory, data, measures),
    step: stepGraph,
  };
  return { graphs, names, optimizer };
}

/** How many tensors of examples a step begins with. */
export const columnCount = ({ step }: Graphs, { parameters, state, optimizer }: Names): number =>
  step.inputs.length - 2 - parameters.length - state.length - optimizer.length;

/** Loss and metrics of predictions. */
export function evaluationGraph(net: AnyNetwork, memory: AnyLearned, data: Data, measures: Measures): Graph {
  const names = namesOf(memory);
  const columns = columnsOf(data).map(rowSpec);
  return traceStable(
    (...all) => {
      const batch = batchOf(data, all);
      const context = { training: false, key: randomKey(0) };
      const own = byName(names, all.slice(columns.length));
      const [predictions] = applied(net, memory, own, batch.inputs, context);
      return measures.of(predictions, batch);
    },
    [...columns, ...listOf(memory)],
  );
}

export const rowSpec = ({ shape, dtype }: Spec): Spec => ({ shape: [-1, ...shape.slice(1)], dtype });

export type Batch = Pick<Data, "inputs" | "targets" | "weights">;

/** The columns of a batch, as there are in the data. */
export function batchOf({ inputs, targets, weights }: Batch, columns: readonly Tensor[]): Batch {
  const [first, second] = [inputs.length, inputs.length + targets.length];
  return {
    inputs: columns.slice(0, first),
    targets: columns.slice(first, second),
    weights: columns.slice(second, second + weights.length),
  };
}

/** The tensors of an optimizer's memory by their names. */
const memoriesOf = (tree: StateTree): Record<string, Tensor> =>
  Object.fromEntries(treeLeaves(tree).map(([path, leaf]) => [nameOf(path), leaf]));

/** `square/1.kernel`; what is joined may hold slashes itself. */
const nameOf = (path: readonly string[]): string =>
  path.map((part) => part.replaceAll("%", "%25").replaceAll("/", "%2F")).join("/");
