import { refuse, ValueError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";
import { drawnUniform } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Evenly spread over ±1/√inputs, for kernel and bias alike: how PyTorch's `Linear` begins (its `kaiming_uniform_` with
 * a = √5 comes to the same).
 *
 * @throws ValueError for a vector that is not the bias of a layer with inputs
 */
export const torchLinear: Initializer = (key, shape, options) => {
  const inputs = shape.length > 1 ? fans(shape).fanIn : options.inputs;
  if (!inputs) {
    refuse(ValueError, "torchLinear", "a kernel, or the bias of a layer with inputs", "neither", "Use it with dense.");
  }
  return drawnUniform(1 / (3 * inputs), key, shape, options);
};
