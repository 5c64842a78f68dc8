import { refuse, ValueError } from "./errors.ts";
import type { DType } from "./dtype.ts";
import { cos } from "./functions.ts";
import { randomBits as primitive } from "./primitives/randomBits.ts";
import { requireValues } from "./ranges.ts";
import type { Shape } from "./shape.ts";
import { apply, constant, type Operand, Tensor } from "./tensor.ts";
import { int32, threefry } from "./math/threefry.ts";

/** The key of a seed, int32 [2]: where all random numbers begin. The same seed gives the same numbers everywhere. */
export function randomKey(seed: number): Tensor {
  if (!Number.isSafeInteger(seed)) {
    refuse(ValueError, "randomKey", "a whole number as seed", seed, "Use one such as 7.");
  }
  return new Tensor({ shape: [2], dtype: "int32" }, Int32Array.of(seed, Math.floor(seed / 2 ** 32)));
}

/** A key of its own for each number n ≥ 0: for a step, a layer, an epoch. n is a number or an int32 scalar. */
export function foldIn(key: Tensor, n: Operand): Tensor {
  const stream = typeof n === "number" ? constant(n, "int32") : n;
  requireValues("foldIn", stream, (x) => x < 0, "a whole number, 0 or above", "Count from 0.");
  // Stream 0 is what draws read; folding reads the ones above, so that no draw repeats a key.
  return apply(primitive, [key, stream.add(1)], { shape: [2], bits: 32 });
}

/** Random whole numbers of 1 to 31 bits, at least 0, as int32. */
export const randomBits = (key: Tensor, shape: Shape, bits: number): Tensor =>
  apply(primitive, [key, constant(0, "int32")], { shape, bits });

/**
 * Uniform on [low, high), from 24 random bits for float32 and 50 for float64. Where `low` is not 0, rounding may bring
 * out `high` itself.
 */
export function uniform(
  key: Tensor,
  shape: Shape,
  { low = 0, high = 1, dtype = "float32" }: { low?: number; high?: number; dtype?: DType } = {},
): Tensor {
  const draw = (from: Tensor, bits: number): Tensor => randomBits(from, shape, bits).cast(dtype);
  const span = high - low;
  const spread =
    dtype === "float64"
      ? draw(key, 25)
          .mul(2 ** 25)
          .add(draw(foldIn(key, 0), 25))
          .mul(span * 2 ** -50)
      : draw(key, 24).mul(span * 2 ** -24);
  return low === 0 ? spread : spread.add(low);
}

/** Normal, by the transform of Box and Muller (1958). */
export function normal(
  key: Tensor,
  shape: Shape,
  { mean = 0, deviation = 1, dtype = "float32" }: { mean?: number; deviation?: number; dtype?: DType } = {},
): Tensor {
  // 1 − u lies in (0, 1]: the logarithm of 0 never occurs.
  const radius = uniform(foldIn(key, 0), shape, { dtype }).neg().log1p().mul(-2).sqrt();
  const angle = uniform(foldIn(key, 1), shape, { dtype }).mul(2 * Math.PI);
  return radius.mul(cos(angle)).mul(deviation).add(mean);
}

/** The numbers from 0 to length − 1 in random order (Fisher and Yates). The key must be a value. */
export function permutation(key: Tensor, length: number): Int32Array {
  const [k0 = 0, k1 = 0] = key.toTypedArray();
  const order = new Int32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  for (let i = length - 1; i > 0; i--) {
    // The high part of a 32-bit product picks without a visible bias: 32 random bits against a far smaller range.
    const j = Math.floor(((threefry(int32, k0, k1, i, 0) >>> 0) / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
