import { DTypeError } from "./errors.ts";

/** What a tensor holds. Dtypes never mix silently: an operation on two of them throws and names the cast. */
export type DType = "float32" | "float64" | "int32" | "bool";

/** The memory of a value: row-major, contiguous; `bool` as 0 and 1. */
export type Data = Float32Array | Float64Array | Int32Array | Uint8Array;

export function allocate(dtype: DType, length: number): Data {
  if (dtype === "float32") return new Float32Array(length);
  if (dtype === "float64") return new Float64Array(length);
  return dtype === "int32" ? new Int32Array(length) : new Uint8Array(length);
}

export const isFloat = (dtype: DType): boolean => dtype === "float32" || dtype === "float64";

/** Throws unless all dtypes are one and the same. */
export function requireOneDType(who: string, dtypes: readonly DType[]): DType {
  const [first = "float32", ...rest] = dtypes;
  const other = rest.find((dtype) => dtype !== first);
  if (other) {
    throw new DTypeError(
      `${who}: expected one dtype, received ${dtypes.join(" and ")}. ` +
        `Write .cast("${first}") on the ${other} tensor, or .cast("${other}") on the other.`,
    );
  }
  return first;
}

export function requireFloat(who: string, dtype: DType): DType {
  if (!isFloat(dtype)) {
    throw new DTypeError(`${who}: expected float32 or float64, received ${dtype}. Write .cast("float32") first.`);
  }
  return dtype;
}
