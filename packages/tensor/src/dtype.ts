import { DTypeError, refuse, ValueError } from "./errors.ts";

/** What a tensor holds. Dtypes never mix silently: an operation on two of them throws and names the cast. */
export type DType = "float32" | "float64" | "int32" | "bool";

/** The memory of a value: row-major, contiguous; `bool` as 0 and 1. */
export type Data = Float32Array | Float64Array | Int32Array | Uint8Array;

/** The kind of memory of each dtype. */
export const memories = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

/** @throws ValueError where that is more than the host can hold, or there is no such dtype */
export function allocate(dtype: DType, length: number): Data {
  try {
    return new memories[dtype](length);
  } catch {
    return refuse(
      ValueError,
      dtype,
      "a known dtype and a size that fits",
      `${length} elements`,
      "Correct one of them.",
    );
  }
}

/**
 * A copy of numbers in another dtype. To int32 they are cut off towards zero, beyond its ends at the ends, and NaN
 * becomes 0; as bool anything but 0 is true.
 */
export function convert(numbers: ArrayLike<number>, dtype: DType): Data {
  const out = allocate(dtype, numbers.length);
  if (isFloat(dtype)) out.set(numbers);
  else
    for (let i = 0; i < out.length; i++) {
      const x = numbers[i]!;
      out[i] = dtype === "bool" ? Number(x !== 0) : Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1);
    }
  return out;
}

export const isFloat = (dtype: DType): boolean => dtype === "float32" || dtype === "float64";

interface Typed {
  readonly dtype: DType;
}

/** The dtype of all of them; throws if they have several. */
export function requireOneDType(who: string, inputs: readonly Typed[]): DType {
  const [{ dtype }] = inputs as [Typed];
  const other = inputs.find((input) => input.dtype !== dtype);
  if (other) {
    refuse(
      DTypeError,
      who,
      "one dtype",
      inputs.map((input) => input.dtype).join(" and "),
      `Write .cast("${dtype}") on the ${other.dtype} tensor, or .cast("${other.dtype}") on the other.`,
    );
  }
  return dtype;
}

/** Likewise, and throws unless it is a float. */
export function requireFloat(who: string, inputs: readonly Typed[]): DType {
  const dtype = requireOneDType(who, inputs);
  if (!isFloat(dtype)) refuse(DTypeError, who, "float32 or float64", dtype, castFirst);
  return dtype;
}

export const castFirst = 'Write .cast("float32") first.';
