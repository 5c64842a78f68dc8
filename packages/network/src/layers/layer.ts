import type { DType, Parameters, Shape, Tensor } from "@chainrule/tensor";

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
  /** @param x - `[rows, ...inputShape]` */
  apply(memory: Memory, x: Tensor, context: ApplyContext): [y: Tensor, state: Parameters];
}
