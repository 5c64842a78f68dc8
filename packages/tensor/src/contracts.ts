import type { DType } from "./dtype.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

// What the parts of a network are, as types alone: a plugin needs no other package.

/** Tensors by name, such as the weights of a network. */
export type Parameters = Readonly<Record<string, Tensor>>;

/** Tensors in records nested to any depth, such as the memory of an optimizer. */
export type StateTree = Tensor | { readonly [name: string]: StateTree };

/** A pure function, elementwise or along the last axis. With options: `(x) => elu(x, { alpha: 0.3 })`. */
export type Activation = (x: Tensor) => Tensor;

/** One value for each element, or one for each row; training multiplies by weights and reduces. */
export type Loss = (prediction: Tensor, target: Tensor) => Tensor;

/** A number, or a matrix of numbers, that says how good predictions are. */
export type Metric = (prediction: Tensor, target: Tensor, options?: MetricOptions) => Tensor;

export interface MetricOptions {
  /** How much each example counts, 0 or above: `[rows]`, or as many as there are values. Default 1. */
  readonly sampleWeights?: Tensor;
}

/** A value for each step; `step` is a scalar that counts the finished steps: 0 at the first one. */
export type Schedule = (step: Tensor) => Tensor;

/** What an optimizer may look at, beside the gradients and its own state. */
export interface StepContext {
  readonly parameters: Parameters;
  /** Scalar in the dtype of the parameters: 1 at the first step. */
  readonly step: Tensor;
  /** Scalar: the loss that the gradients belong to. */
  readonly loss: Tensor;
  /** For random numbers of this step alone. */
  readonly key: Tensor;
  /** For a step that looks at the loss elsewhere too, as `sam` does. Training gives it. */
  readonly valueAndGrad?: ValueAndGrad;
}

/** All memory goes in and comes out. The updates are added to the parameters. */
export interface Optimizer {
  init(parameters: Parameters): StateTree;
  update(gradients: Parameters, state: StateTree, context: StepContext): [updates: Parameters, state: StateTree];
  /** The parameters to predict with, where it trains others than those: their average, for instance. */
  predictWith?(parameters: Parameters, state: StateTree): Parameters;
}

/**
 * The loss of a batch, a scalar, and its gradients at any parameters of the same names and shapes, always with the same
 * random numbers. Parameters that are left out stay as they are.
 */
export type ValueAndGrad = (parameters: Parameters) => readonly [value: Tensor, gradients: Parameters];

/**
 * An optimizer that evaluates the loss as often as it likes within one step, as a line search does. It decides by
 * numbers, so it runs on values, outside of traced functions. The parameters that it returns are, where it can, those
 * that it evaluated last, so that a caller who remembers one result spares the evaluation at the next start.
 */
export interface Solver {
  init(parameters: Parameters): StateTree;
  solve(
    valueAndGrad: ValueAndGrad,
    state: StateTree,
    context: Omit<StepContext, "loss" | "valueAndGrad">,
  ): [parameters: Parameters, state: StateTree];
  /**
   * The direction that `solve` goes along, for one that goes along a line; may be traced. What its expression marks by
   * `named` is a piece that has a name of its own on paper.
   *
   * @param gradient - all gradients in one row, in the order of the parameters
   * @param state - scalars in it are values
   */
  direction?(gradient: Tensor, state: StateTree): Tensor;
}

/** What a layer remembers: what training changes by gradients, and what it changes otherwise. */
export interface Memory {
  readonly parameters: Parameters;
  readonly state: Parameters;
}

/** How a layer is applied. */
export interface ApplyContext {
  /** Fixed when the function is traced: training and prediction are two graphs. */
  readonly training: boolean;
  /** For random numbers of this layer in this step alone. */
  readonly key: Tensor;
}

/** A pure description: what there is to remember, and how an input becomes an output. */
export interface Layer {
  /** The kind, for messages and summaries: "dense". */
  readonly name: string;
  /**
   * @param inputShape - of one example, without the rows
   * @throws ShapeError if the layer cannot take such an input
   */
  init(key: Tensor, inputShape: Shape, options: { dtype: DType }): Memory & { outputShape: Shape };
  /**
   * A scalar that the next state calls `penalty` is added to the loss of a training step.
   *
   * @param x - `[rows, ...inputShape]`
   */
  apply(memory: Memory, x: Tensor, context: ApplyContext): [y: Tensor, state: Parameters];
}
