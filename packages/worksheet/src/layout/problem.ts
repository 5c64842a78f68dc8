import type { Activation, Loss, Optimizer, Parameters, Solver, Tensor } from "@chainrule/tensor";

/** A tensor that a layer learns. */
export interface Parameter {
  /** On paper, with the number of the layer: `W1`, `b1`, `scale2`. */
  readonly symbol: string;
  /** As the optimizer and the regularizer know it: "1.kernel". */
  readonly name: string;
  /** float64 */
  readonly value: Tensor;
}

/** A tensor that a layer carries on from step to step without learning it, such as a running mean. */
export interface Carried {
  /** `mean2` */
  readonly symbol: string;
  /** In the network: "2.mean". */
  readonly name: string;
  /** For people: "mean". */
  readonly kind: string;
  readonly value: Tensor;
  /** What it is after the step: from what comes in, the layer's parameters and all that it carries on. */
  readonly next: (a: Tensor, parameters: readonly Tensor[], carried: readonly Tensor[]) => Tensor;
}

/** A layer that learns, with its activation: a = f(z)·mask, where z comes of the a of the layer before. */
export interface PaperLayer {
  /** "dense", where z = a·W + b; otherwise what the layer is called. */
  readonly kind: string;
  /** In the order in which training hands them over; of a dense layer `W`, and `b` where it has one. */
  readonly parameters: readonly Parameter[];
  /** z as `[examples, outputs]` from `[examples, inputs]`, for any number of rows. */
  readonly preactivation: (a: Tensor, ...parameters: Tensor[]) => Tensor;
  /** Whether an example's z depends on the others of the batch, or on its place among them. */
  readonly ofWholeBatch: boolean;
  readonly carried: readonly Carried[];
  /** How many numbers z has for each example. */
  readonly outputs: number;
  /** For people: "sigmoid". */
  readonly activationName: string;
  /** `[rows, outputs]` to the same shape, for any number of rows, each on its own. */
  readonly activation: Activation;
  /** Dropout: what each activation is multiplied by, `[examples, outputs]`. */
  readonly mask: Tensor | undefined;
}

/** One training step to lay out. All numbers are float64. */
export interface Problem {
  readonly title: string;
  /** `[examples, inputs]` */
  readonly input: Tensor;
  /** `[examples, outputs]`, or labels `[examples, 1]` where the loss takes those. */
  readonly target: Tensor;
  readonly layers: readonly PaperLayer[];
  readonly lossName: string;
  /** Terms of each example, `[examples, …]`; those of a row add up to the loss of that example. */
  readonly terms: Loss;
  /** The loss of each example, `[examples]`: written so that the logarithm of a probability keeps its digits. */
  readonly perExample: Loss;
  /** Over the examples. */
  readonly batch: "mean" | "sum";
  readonly regularizer: ((parameters: Parameters) => Tensor) | undefined;
  readonly optimizerName: string;
  readonly optimizer: Optimizer | Solver;
  /** The optimizer's memory at the start by quantity, such as `m_W1`; what it begins with unless given. */
  readonly state: ReadonlyMap<string, Tensor>;
  /** Steps taken before this one. */
  readonly stepsBefore: number;
  /** Whether biases are trained. */
  readonly updateBiases: boolean;
}
