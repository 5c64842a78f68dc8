import { type DType, memories, type Tensor } from "@chainrule/tensor";

/** What a file holds: tensors by name, and text by name. */
export interface Contents {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** The names of our dtypes in a file. */
export const codes: Readonly<Record<DType, string>> = { float32: "F32", float64: "F64", int32: "I32", bool: "BOOL" };

/** A header longer than this is refused, as the reference reader does. */
export const longestHeader = 100_000_000;

export const bytesOf = (dtype: DType): number => memories[dtype].BYTES_PER_ELEMENT;
