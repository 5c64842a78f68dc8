import type { Mode } from "@chainrule/compiler/wasm";
import type { Loss, Metric, Optimizer, Tensor, TensorLike } from "@chainrule/tensor";
import type { Constraint } from "../constraints/constraint.ts";
import type { Regularizer } from "../regularizers/regularizer.ts";

/** Inputs and what they should give, row by row. */
export interface Examples {
  /** `[rows, …]` */
  readonly inputs: TensorLike;
  /** `[rows, …]`, in the form that the loss asks for. */
  readonly targets: TensorLike;
}

/**
 * How the values of a loss become one number: over all values, summed per example with the mean over the examples,
 * or summed.
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

/** What is known after an epoch: means over its examples, each before the update of its own step. */
export interface EpochRecord {
  readonly epoch: number;
  readonly step: number;
  readonly loss: number;
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
  readonly bestEpoch?: number;
}

/** Called along the way; what it throws ends the training. */
export interface Callback {
  onStep?(event: StepEvent): void;
  onEpoch?(record: EpochRecord): void;
}

/** What a run needs beside what is learned. */
export interface RunOptions {
  readonly validation?: Examples;
  readonly callbacks?: readonly Callback[];
  /** Stops the run before the next step when it is aborted. */
  readonly signal?: AbortSignal;
}

/** How to train. */
export interface TrainOptions extends RunOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Times through all examples. Default 10. */
  readonly epochs?: number;
  /** Examples a step; the last batch of an epoch may be smaller. Default 32. */
  readonly batchSize?: number;
  /** First weights, order of the examples and dropout follow from it. Default 0. */
  readonly seed?: number;
  /** A new random order of the examples in each epoch. Default true. */
  readonly shuffle?: boolean;
  /** Default "mean". */
  readonly reduction?: Reduction;
  /** Added to the loss of a step. */
  readonly regularizer?: Regularizer;
  /** Holds for the parameters after each update. */
  readonly constraint?: Constraint;
  /**
   * How products are added up: `fused` rounds a·b + c once, which is faster, and `exact` rounds each operation, as the
   * interpreter does. Each gives the same bits everywhere. Default `fused`; `exact` is taken where there is no such
   * instruction, and for float64. The checkpoint says which it was.
   */
  readonly mode?: Mode;
  /** By name; each a scalar that can be traced. */
  readonly metrics?: Readonly<Record<string, Metric>>;
  readonly earlyStopping?: EarlyStopping;
}

/** The values of a loss as one number. */
export function reduce(values: Tensor, reduction: Reduction): Tensor {
  if (reduction === "mean") return values.mean();
  return reduction === "sum" ? values.sum() : values.sum().div(values.count(0));
}
