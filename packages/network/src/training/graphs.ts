import { type Graph, gradients, replay, trace, traceStable } from "@chainrule/compiler";
import {
  type Optimizer,
  type Parameters,
  randomKey,
  type Spec,
  type StateTree,
  type StepContext,
  type Tensor,
} from "@chainrule/tensor";
import { inOrderOf, recordOf } from "../named.ts";
import { type AnyLearned, type AnyNetwork, keysOf } from "../network.ts";
import type { Ports } from "../ports.ts";
import { applied, byName, keySpec, listOf, type MemoryNames, modelGraphs, namesOf, outputSpecs } from "../graphs.ts";
import { columnsOf, type Data, rowSpec } from "./data.ts";
import type { Measures } from "./measures.ts";
import { memoriesOf, memoryTree } from "./memories.ts";
import { isSolver, type TrainOptions } from "./options.ts";
import { usedGraph } from "./used.ts";

/** The names behind the tensors that a step takes and gives. */
export interface Names extends MemoryNames {
  readonly optimizer: readonly string[];
  /** Where there are several outputs, the loss of each. */
  readonly losses: readonly string[];
  readonly metrics: readonly string[];
}

/** What a step reports beside the loss. */
export const reported = ({ losses, metrics }: Names): string[] => [...losses, ...metrics];

/** The whole of a training as expressions. */
export interface Graphs {
  /** x → prediction */
  readonly predicting: Graph;
  /** key, x → prediction, state: with dropout and the like */
  readonly training: Graph;
  /** x, y → loss, that of each output: without dropout and the like */
  readonly evaluation: Graph;
  /** predictions, y → metrics */
  readonly metrics: Graph;
  /**
   * x, y, key, step, optimizer's memory → loss, metrics, gradients, parameters, state, optimizer's memory. That of a
   * solver moves no parameters: it is for the loss, and for what a constraint makes of them.
   */
  readonly step: Graph;
  /** optimizer's memory → parameters, state to predict with, where these are others than those in training */
  readonly used: Graph | undefined;
}

/**
 * Traces everything that training needs. Errors of shape and dtype come up here, before anything has changed.
 *
 * @param memory - may be expressions, and so may `initial`, what the optimizer remembers at first
 */
export function trainingGraphs(
  net: AnyNetwork,
  memory: AnyLearned,
  data: Data,
  options: TrainOptions<Ports, Ports>,
  measures: Measures,
  initial: StateTree,
): { graphs: Graphs; names: Names; optimizer: Parameters } {
  const optimizer = memoriesOf(initial);
  const names: Names = {
    ...namesOf(memory),
    optimizer: Object.keys(optimizer),
    losses: measures.lossNames,
    metrics: measures.metricNames,
  };
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
      const context = { training: true, key: keysOf(all[columns.length]!).layers };
      const [predictions, next] = applied(net, memory, { parameters, state }, batch.inputs, context);
      const [fit, ...fits] = measures.lossesOf(predictions, batch);
      const measured = [...fits, ...measures.metricsOf(predictions, batch)];
      const penalties = names.state.filter((name) => /(^|\.)penalty$/.test(name)).map((name) => next[name]!);
      if (options.regularizer) penalties.push(options.regularizer(parameters));
      const total = penalties.reduce((sum, penalty) => sum.add(penalty), fit!);
      return [total, ...measured, ...inOrderOf(names.state, next)];
    },
    [...columns, keySpec, step, ...Object.values(optimizer), ...listOf(memory)],
    ([total, ...others], all) => {
      const { memories, parameters } = split(all);
      const [key, number] = all.slice(columns.length);
      const slopesAt = (value: Tensor, at: Parameters): Parameters => {
        const slopes = gradients(value, inOrderOf(names.parameters, at));
        return recordOf(names.parameters, slopes);
      };
      const record = slopesAt(total!, parameters);
      const context: StepContext = {
        parameters,
        step: number!,
        loss: total!,
        key: keysOf(key!).optimizer,
        valueAndGrad(some) {
          const elsewhere = { ...parameters, ...some };
          const at = new Map(names.parameters.map((name) => [parameters[name]!, elsewhere[name]!]));
          const [value] = replay({ inputs: all, outputs: [total!] })(all.map((x) => at.get(x) ?? x));
          return [value!, slopesAt(value!, elsewhere)];
        },
      };
      const before = memoryTree(initial, names.optimizer, memories);
      const [free, after] = isSolver(options.optimizer)
        ? [parameters, before]
        : moved(options.optimizer, record, before, context);
      const count = reported(names).length;
      const measured = others.slice(0, count);
      const state = others.slice(count);
      const held = { ...free, ...options.constraint?.(free) };
      const result = inOrderOf(names.parameters, held);
      const next = memoriesOf(after);
      const memory = inOrderOf(names.optimizer, next);
      return [total!, ...measured, ...Object.values(record), ...result, ...state, ...memory];
    },
  );
  const graphs = {
    ...modelGraphs(net, memory),
    evaluation: evaluationGraph(net, memory, data, measures),
    metrics: metricsGraph(memory, data, measures),
    step: stepGraph,
    used: usedGraph(options.optimizer, initial, memory, names),
  };
  return { graphs, names, optimizer };
}

function moved(
  rule: Optimizer,
  slopes: Parameters,
  state: StateTree,
  context: StepContext,
): [parameters: Parameters, state: StateTree] {
  const [updates, after] = rule.update(slopes, state, context);
  const names = Object.keys(context.parameters);
  return [Object.fromEntries(names.map((name) => [name, context.parameters[name]!.add(updates[name]!)])), after];
}

/** How many tensors of examples a step begins with. */
export const columnCount = ({ step }: Pick<Graphs, "step">, { parameters, state, optimizer }: Names): number =>
  step.inputs.length - 2 - parameters.length - state.length - optimizer.length;

/** Metrics of predictions. */
function metricsGraph(memory: AnyLearned, data: Data, measures: Measures): Graph {
  const outputs = outputSpecs(memory);
  const examples = [...data.targets, ...data.weights].map(rowSpec);
  return trace(
    (...all) => measures.metricsOf(all, batchOf({ ...data, inputs: outputs }, all)),
    [...outputs, ...examples],
  );
}

/** The loss of predictions. */
export function evaluationGraph(net: AnyNetwork, memory: AnyLearned, data: Data, measures: Measures): Graph {
  const names = namesOf(memory);
  const columns = columnsOf(data).map(rowSpec);
  return traceStable(
    (...all) => {
      const batch = batchOf(data, all);
      const context = { training: false, key: randomKey(0) };
      const own = byName(names, all.slice(columns.length));
      const [predictions] = applied(net, memory, own, batch.inputs, context);
      return measures.lossesOf(predictions, batch);
    },
    [...columns, ...listOf(memory)],
  );
}

export type Batch = Pick<Data, "inputs" | "targets" | "weights">;

type Counted = { readonly [Name in keyof Batch]: readonly unknown[] };

/** The columns of a batch, as there are in the data. */
export function batchOf({ inputs, targets, weights }: Counted, columns: readonly Tensor[]): Batch {
  const [first, second] = [inputs.length, inputs.length + targets.length];
  return {
    inputs: columns.slice(0, first),
    targets: columns.slice(first, second),
    weights: columns.slice(second, second + weights.length),
  };
}
