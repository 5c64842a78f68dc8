import type { Parameters } from "@chainrule/tensor";
import { onWeights } from "./constraint.ts";

/** No weight is below 0: what is becomes 0. */
export const nonNeg = (parameters: Parameters): Parameters => onWeights((weights) => weights.max(0))(parameters);
