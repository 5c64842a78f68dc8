import {
  type DType,
  foldIn,
  formatSpec,
  randomKey,
  refuse,
  type Shape,
  ShapeError,
  ValueError,
} from "@chainrule/tensor";
import type { Layer, Memory } from "./layers/layer.ts";

/** What the seed is used for: each has a key of its own. */
export const streams: Readonly<Record<"weights" | "order" | "steps", number>> = { weights: 0, order: 1, steps: 2 };

/** What a network has learned, and for which inputs. */
export interface Learned extends Memory {
  /** Of one example. */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly dtype: DType;
}

/** A layer made of layers, with its weights. */
export interface Network extends Layer {
  /** Absent from a network that came from a file: there the expression is all there is. */
  readonly layers: readonly Layer[] | undefined;
  /** The weights: undefined until training or `initialize` has seen the inputs. Training replaces them. */
  memory: Learned | undefined;
  /** What the preparation of the data learned, as plain JSON: travels with the saved model. */
  preprocessing: unknown;
}

/**
 * Gives a network its first weights. `train` does it by itself.
 *
 * @param options.inputShape - of one example: `[4]` for a table of four columns
 * @param options.seed - default 0
 * @param options.dtype - default "float32"
 * @returns the same network
 * @throws ShapeError if a layer cannot take such an input
 */
export function initialize(
  net: Network,
  { inputShape, seed = 0, dtype = "float32" }: { inputShape: Shape; seed?: number; dtype?: DType },
): Network {
  net.memory = { ...net.init(foldIn(randomKey(seed), streams.weights), inputShape, { dtype }), inputShape, dtype };
  return net;
}

/** The weights of a network that has some. */
export function memoryOf(who: string, net: Network): Learned {
  if (net.memory) return net.memory;
  refuse(ValueError, who, "a network with weights", "a new one", "Call train or initialize first.");
}

/** Throws unless these are examples such as the network was made for. */
export function requireInputs(who: string, { inputShape, dtype }: Learned, x: { shape: Shape; dtype: DType }): void {
  const fits = x.shape.length === inputShape.length + 1 && inputShape.every((length, i) => length === x.shape[i + 1]);
  if (!fits || x.dtype !== dtype) {
    refuse(
      ShapeError,
      who,
      `inputs ${formatSpec({ dtype, shape: [-1, ...inputShape] })}`,
      formatSpec(x),
      "The network was made for examples of that shape.",
    );
  }
}
