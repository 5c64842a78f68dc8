import { DTypeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import type { Shape } from "../shape.ts";
import { dataOf } from "../strided.ts";
import { threefry } from "../threefry.ts";

/**
 * Random whole numbers of 1 to 32 bits, as int32. Element i is a function of the key, i and `stream` alone,
 * so that every platform and any number of threads draws the same.
 */
export const randomBits: Whole<{ shape: Shape; bits: number }> = {
  name: "randomBits",
  result([key, stream], { shape }) {
    if (key?.dtype !== "int32" || stream?.dtype !== "int32" || key.shape.length !== 1 || key.shape[0] !== 2) {
      throw new DTypeError(`randomBits: expected a key, int32 [2], received ${key?.dtype}. Make one with randomKey(seed).`);
    }
    return { shape, dtype: "int32" };
  },
  evaluate([key, stream], { bits }, { shape }) {
    const [[k0 = 0, k1 = 0], [counter = 0]] = [dataOf(key), dataOf(stream)];
    const out = new Int32Array(shape.reduce((size, length) => size * length, 1));
    for (let i = 0; i < out.length; i++) out[i] = threefry(k0, k1, i, counter) >>> (32 - bits);
    return out;
  },
  gradient: () => [],
};
