import type { Tensor } from "./tensor.ts";

/** Whether something is a tensor, of whatever copy of this package. */
export const isTensor = (x: unknown): x is Tensor =>
  typeof (x as Partial<Tensor> | null | undefined)?.dtype === "string";
