import type { Optimizer } from "@chainrule/tensor";
import type { AdamOptions } from "../internal/adamDirection.ts";
import { adam } from "./adam.ts";

/**
 * Adam that divides by the largest mean square so far, so that its steps never grow again: `adam({ amsgrad: true })`.
 *
 * It keeps the largest v before its bias is corrected, as PyTorch and Keras do; optax keeps the largest v̂.
 *
 * @throws ValueError if an option is out of range
 * @see Reddi, Kale & Kumar, 2018. https://arxiv.org/abs/1904.09237
 */
export const amsgrad = (options: Omit<AdamOptions, "amsgrad"> = {}): Optimizer => adam({ ...options, amsgrad: true });
