import { tensor, type TensorLike } from "@chainrule/tensor";
import { rescaling } from "./rescaling.ts";
import type { Layer } from "./layer.ts";

/**
 * Gives each feature the mean 0 and the variance 1 that it has over the given examples, so that the network takes
 * inputs in their own units. A feature that is always the same is shifted alone.
 *
 * Numbers are fixed when the layer is made, and travel with a saved model. `batchNorm` follows the batches instead.
 *
 * @param examples - `[rows, …]`: those of the training, without the ones held out
 * @throws ShapeError if the examples are ragged
 */
export function normalization(examples: TensorLike): Layer {
  const x = tensor(examples, { dtype: "float64" });
  const mean = x.mean(0);
  const deviation = x.sub(mean).square().mean(0).sqrt();
  const scale = deviation.equal(0).where(1, deviation.reciprocal());
  return { ...rescaling({ scale, offset: mean.mul(scale).neg() }), name: "normalization" };
}
