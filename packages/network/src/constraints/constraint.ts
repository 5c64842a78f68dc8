import type { Parameters, Tensor } from "@chainrule/tensor";
import { weightsOf } from "../weights.ts";

/**
 * What parameters become after each update, from all of them: those that it does not name stay as they are.
 *
 * Ours hold for all weights and leave biases alone; for some of them write
 * `(parameters) => nonNeg({ "2.kernel": parameters["2.kernel"]! })`.
 */
export type Constraint = (parameters: Parameters) => Parameters;

/** The constraint that puts f(w) for the weights of each kernel. */
export const onWeights =
  (f: (weights: Tensor) => Tensor): Constraint =>
  (parameters) =>
    Object.fromEntries(Object.entries(weightsOf(parameters)).map(([name, weights]) => [name, f(weights)]));
