import type { Mode } from "@chainrule/compiler/wasm";
import { type Loss, type Metric, type Optimizer, type Solver, type Tensor, type TensorLike } from "@chainrule/tensor";
import type { Constraint } from "../constraints/constraint.ts";
import type { AnyNetwork } from "../network.ts";
import type { ForPorts, Ports, PortsLike } from "../ports.ts";
import type { Regularizer } from "../regularizers/regularizer.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { weightedMean, weightedSum } from "../weighted.ts";

/** Inputs and what they should give, row by row; by name where a network has several of them. */
export interface Examples<X extends Ports = Tensor, Y extends Ports = Tensor> {
  /** `[rows, …]` */
  readonly inputs: PortsLike<X>;
  /** `[rows, …]`, in the form that the loss asks for. */
  readonly targets: PortsLike<Y>;
  /**
   * How much each example counts, 0 or above: `[rows]`, or one for each value of the loss; by name where each output
   * has its own. What counts 0 is left out. See `classWeights` and `ignoreLabel`.
   */
  readonly weights?: TensorLike | PortsLike<Y>;
}

/**
 * How the values of a loss become one number: the mean over all values, summed per example with the mean over the
 * examples, or summed. Weights are multiplied in before; the mean is then Σ weight · value / Σ weight, so that what
 * does not count does not thin it out, and `sumOverBatch` still divides by the number of examples.
 */
export type Reduction = "mean" | "sumOverBatch" | "sum";

/** Stops when the loss no longer falls: that of the validation examples if there are any, else that of training. */
export interface EarlyStopping {
  /** Epochs without a better loss until it stops. */
  readonly patience: number;
  /** By how much a loss has to be lower to count as better. Default 0. */
  readonly minDelta?: number;
}

/** What is known after a step. */
export interface StepEvent {
  /** Steps since the start, from 1. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  /** Of this batch, before the update. */
  readonly loss: number;
  /** Of this batch, before the update. */
  readonly metrics: Readonly<Record<string, number>>;
  /** At the last step of an epoch. */
  readonly finished: EpochRecord | undefined;
}

/** What is known after an epoch. */
export interface EpochRecord {
  readonly epoch: number;
  readonly step: number;
  /** The mean over its examples, each before the update of its own step. */
  readonly loss: number;
  /**
   * Of all examples together, predicted with the weights after the epoch, as `evaluate` does; so are those of
   * `validation`. Where there are several outputs, with the loss of each, which is such a mean as `loss` is.
   */
  readonly metrics: Readonly<Record<string, number>>;
  readonly validation?: { readonly loss: number; readonly metrics: Readonly<Record<string, number>> };
}

/** What `train` reports in the end. */
export interface History {
  readonly epochs: readonly EpochRecord[];
  readonly steps: number;
  /** Why it ended: all epochs done, `earlyStopping`, or `stopped` from outside. */
  readonly end: "epochs" | "earlyStopping" | "stopped";
  /** The epoch whose weights the network has now, where early stopping chose it. */
  readonly bestEpoch: number | undefined;
}

/** Called along the way; what it throws ends the training, and a promise is waited for. */
export interface Callback {
  onStep?(event: StepEvent, run: AnyRun): unknown;
  onEpoch?(record: EpochRecord, run: AnyRun): unknown;
}

/** What a callback may look at, and stop. */
export interface AnyRun {
  readonly net: AnyNetwork;
  readonly state: Checkpoint;
  stop(): void;
}

/** What a run needs beside what is learned. */
export interface RunOptions<X extends Ports = Tensor, Y extends Ports = Tensor> {
  readonly validation?: Examples<X, Y>;
  readonly callbacks?: readonly Callback[];
  /** Stops the run before the next step when it is aborted. */
  readonly signal?: AbortSignal;
  /**
   * Threads that share the work of a step, this one included; the result has the same bits for any number. Workers
   * begin where a piece of the work is large enough to be worth it, and end with the run. A page has to be isolated
   * from other origins, and to train in a worker; where there can be no threads one is used, and a notice says why.
   * Default 1.
   */
  readonly threads?: number;
}

/** Metrics by name. */
export type Metrics = Readonly<Record<string, Metric>>;

/** What predictions are measured by. */
export interface MeasureOptions<Y extends Ports = Tensor> {
  /** By name where there are several outputs: their sum is the loss. */
  readonly loss: ForPorts<Y, Loss>;
  /** Of several outputs, what their losses are multiplied by in the sum. Default 1. */
  readonly lossWeights?: ForPorts<Y, number>;
  /** Default "mean". */
  readonly reduction?: Reduction;
  /** By name, and first by that of the output where there are several. Weights are passed on to them. */
  readonly metrics?: Y extends Tensor ? Metrics : { readonly [Name in keyof Y]?: Metrics };
}

/** How to train. Each metric is a scalar that can be traced. */
export interface TrainOptions<X extends Ports = Tensor, Y extends Ports = Tensor>
  extends RunOptions<X, Y>, MeasureOptions<Y> {
  /**
   * A solver, such as `lbfgs()`, is best given all rows in one batch, and again when the training goes on from a file:
   * it decides by numbers, which no expression holds.
   */
  readonly optimizer: Optimizer | Solver;
  /**
   * The share of the examples, drawn by the seed, that is not trained on but measured after each epoch: in place of
   * `validation`. Above 0 and below 1.
   */
  readonly validationSplit?: number;
  /** Times through all examples. Default 10. */
  readonly epochs?: number;
  /** Examples a step; the last batch of an epoch may be smaller. Default 32. */
  readonly batchSize?: number;
  /** First weights, order of the examples and dropout follow from it. Default 0. */
  readonly seed?: number;
  /** A new random order of the examples in each epoch. Default true. */
  readonly shuffle?: boolean;
  /** Added to the loss of a step. */
  readonly regularizer?: Regularizer;
  /** Holds for the parameters after each update. */
  readonly constraint?: Constraint;
  /**
   * How products are added up: `fused` rounds a·b + c once, which is faster, and `exact` rounds each operation, as the
   * interpreter does. Each gives the same bits everywhere. Default `fused`, and `exact` in float64; `exact` is taken
   * where there is no such instruction. The checkpoint says which it was.
   */
  readonly mode?: Mode;
  readonly earlyStopping?: EarlyStopping;
  /**
   * Whether a step goes on where its loss or gradients are not finite, and leaves them to an optimizer made for it:
   * `applyIfFinite`, `zeroNans`. Training then stops only where weights, layer state or the optimizer's memory would no
   * longer be finite; the loss of the step and of its epoch is reported as it is. Default false: it stops at once.
   */
  readonly allowNonFinite?: boolean;
}

/** Their names, first those that must be there. */
export const optionNames: readonly (keyof TrainOptions)[] = [
  "loss",
  "optimizer",
  "epochs",
  "batchSize",
  "metrics",
  "seed",
  "shuffle",
  "validation",
  "validationSplit",
  "earlyStopping",
  "callbacks",
  "signal",
  "threads",
  "regularizer",
  "constraint",
  "reduction",
  "lossWeights",
  "mode",
  "allowNonFinite",
];

export const isSolver = (optimizer: Optimizer | Solver): optimizer is Solver => "solve" in optimizer;

/** The values of a loss as one number. */
export function reduce(values: Tensor, reduction: Reduction, weights?: Tensor): Tensor {
  if (reduction === "mean") return weightedMean(values, weights);
  const total = weightedSum(values, weights);
  return reduction === "sum" ? total : total.div(values.count(0));
}
