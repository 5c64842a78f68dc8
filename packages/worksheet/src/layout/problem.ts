import type { Activation, Loss, Optimizer, Parameters, Solver, Tensor } from "@chainrule/tensor";

/** A layer of weights with its activation: a = f(z)·mask, z = (a of the layer before)·W + b. */
export interface PaperLayer {
  /** `[inputs, outputs]`, float64 */
  readonly weights: Tensor;
  /** `[outputs]` */
  readonly bias: Tensor | undefined;
  /** As the optimizer and the regularizer know them: "1.kernel". */
  readonly names: { readonly weights: string; readonly bias: string };
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
