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
  /** The quantities that what it is after the step is made from: what comes in, parameters, what is carried on. */
  readonly from: readonly string[];
  readonly next: (...given: Tensor[]) => Tensor;
}

/** A layer that learns, or merges others, with its activation: a = f(z)·mask. */
export interface PaperLayer {
  /** "dense", where z = a·W + b; otherwise what the layer is called. */
  readonly kind: string;
  /** What comes in: `a1`, or `x` for the first; several where it merges them. Each comes before it. */
  readonly takes: readonly string[];
  /**
   * In the order in which training hands them over; of a dense layer `W`, and `b` where it has one. Where a layer is
   * used in several places, each has the same.
   */
  readonly parameters: readonly Parameter[];
  /** z as `[examples, outputs]` from what comes in, `[examples, inputs]` each, for any number of rows. */
  readonly preactivation: (taken: readonly Tensor[], parameters: readonly Tensor[]) => Tensor;
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

/** What goes into the net. */
export interface PaperInput {
  /** `x`, or `x_wide` where there are several. */
  readonly symbol: string;
  /** `[examples, inputs]` */
  readonly value: Tensor;
}

/** What comes out of a layer, and what it should be. */
export interface PaperOutput {
  /** After `y`, `loss_terms` and `loss`: empty, or `_kind` where there are several outputs. */
  readonly suffix: string;
  readonly layer: number;
  /** `[examples, outputs]`, or labels `[examples, 1]` where the loss takes those. */
  readonly target: Tensor;
  readonly lossName: string;
  /** Terms of each example, `[examples, …]`; those of a row add up to the loss of that example. */
  readonly terms: Loss;
  /** The loss of each example, `[examples]`: written so that the logarithm of a probability keeps its digits. */
  readonly perExample: Loss;
  /** How much its loss counts in that of the net. */
  readonly factor: number;
}

/** What a layer adds to the loss by itself, as `activityRegularization` does. */
export interface Activity {
  /** `activity2` */
  readonly symbol: string;
  readonly layer: number;
  /** "activityRegularization" */
  readonly kind: string;
  /** The quantities it is made from. */
  readonly from: readonly string[];
  /** A number for the whole batch. */
  readonly of: (...given: Tensor[]) => Tensor;
}

/** What an optimizer is called that nobody gave a name. */
export const unnamed = "optimizer";

/** One training step to lay out. All numbers are float64. */
export interface Problem {
  readonly title: string;
  /** Sentences for people that follow the description of the net. */
  readonly notes: readonly string[];
  readonly inputs: readonly PaperInput[];
  /** In the order of the calculation. */
  readonly layers: readonly PaperLayer[];
  readonly outputs: readonly PaperOutput[];
  readonly activities: readonly Activity[];
  /** Over the examples. */
  readonly batch: "mean" | "sum";
  readonly regularizer: ((parameters: Parameters) => Tensor) | undefined;
  readonly optimizerName: string;
  /** Its options, as far as they are known: for people. */
  readonly optimizerOptions: Readonly<Record<string, unknown>>;
  readonly optimizer: Optimizer | Solver;
  /** The optimizer's memory at the start by quantity, such as `m_W1`; what it begins with unless given. */
  readonly state: ReadonlyMap<string, Tensor>;
  /** Steps taken before this one. */
  readonly stepsBefore: number;
  /** What the optimizer draws follows from it. */
  readonly key: Tensor;
  /** Whether biases are trained. */
  readonly updateBiases: boolean;
}
