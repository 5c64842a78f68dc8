import { DTypeError, refuse, ValueError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { product, requireShape, sameShape, type Shape } from "../shape.ts";
import { int32, threefry } from "../math/threefry.ts";

/**
 * Random whole numbers of 1 to 32 bits, as int32. Element i is a function of the key, i and `stream` alone,
 * so that every platform and any number of threads draws the same.
 */
export const randomBits: Whole<"randomBits", { shape: Shape; bits: number }> = {
  name: "randomBits",
  result([key, stream], { shape, bits }) {
    if (key!.dtype !== "int32" || stream!.dtype !== "int32" || !sameShape(key!.shape, [2])) {
      refuse(DTypeError, "randomBits", "a key, int32 [2]", key!.dtype, "Make one with randomKey(seed).");
    }
    if (!(bits >= 1 && bits <= 32)) refuse(ValueError, "randomBits", "1 to 32 bits", bits, "Try 24.");
    return { shape: requireShape("randomBits", shape), dtype: "int32" };
  },
  evaluate([key, stream], { bits }, { shape }) {
    const [[k0, k1], [counter]] = [key!.data, stream!.data] as unknown as [[number, number], [number]];
    const out = new Int32Array(product(shape));
    for (let i = 0; i < out.length; i++) out[i] = threefry(int32, k0, k1, i, counter) >>> (32 - bits);
    return out;
  },
  gradient: () => [],
};
