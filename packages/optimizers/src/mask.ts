import type { Tensor } from "@chainrule/tensor";

/** Picks parameters by name, or by shape and dtype: `(name, parameter) => parameter.rank > 1` spares the biases. */
export type Mask = (name: string, parameter: Tensor) => boolean;
