import { tensor, type TensorLike } from "@chainrule/tensor";
import { plain } from "./internal/plain.ts";
import type { Layer } from "./layer.ts";

/**
 * x · scale + offset, with fixed numbers: `rescaling({ scale: 1 / 255 })` for pixels.
 *
 * @param options.scale - a number, or one for each feature: whatever broadcasts with the input
 * @param options.offset - likewise; default 0
 */
export function rescaling({ scale, offset = 0 }: { readonly scale: TensorLike; readonly offset?: TensorLike }): Layer {
  const [factor, shift] = [scale, offset].map((numbers) => tensor(numbers, { dtype: "float64" }));
  return plain("rescaling", (x) => x.mul(factor!.cast(x.dtype)).add(shift!.cast(x.dtype)));
}
