import {
  type Activation,
  countFromOne,
  foldIn,
  formatShape,
  refuse,
  requireRange,
  ShapeError,
} from "@chainrule/tensor";
import { glorotUniform } from "../initializers/glorotUniform.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { zeros } from "../initializers/zeros.ts";
import { requireFunction } from "../parts.ts";
import type { Layer } from "./layer.ts";
import { shapeAfter } from "./shapeAfter.ts";

/** Where the weights of a dense layer begin. */
export interface DenseOptions {
  /** `[inputs, units]`. Default glorotUniform. */
  readonly kernel?: Initializer;
  /** `[units]`, or false for none. Default zeros. */
  readonly bias?: Initializer | false;
}

/**
 * Every output from every input: y = activation(x·W + b), with W as `[inputs, units]` and x as rows.
 *
 * @param units - number of outputs, at least 1
 * @param activation - default none
 * @throws ValueError if `units` is not a positive whole number
 */
export function dense(units: number, activation?: Activation, options: DenseOptions = {}): Layer {
  const { kernel = glorotUniform, bias = zeros } = options;
  requireRange("dense", countFromOne, { units });
  if (activation !== undefined) requireFunction("dense", "an activation", activation, "relu", "activations");
  return {
    name: "dense",
    init(key, inputShape, { dtype }) {
      const [inputs] = inputShape;
      if (inputs === undefined || inputShape.length > 1) {
        const received = `one example of shape ${formatShape(inputShape)}`;
        return refuse(ShapeError, "dense", "inputs of shape [rows, features]", received, "Put flatten() before it.");
      }
      const parameters = { kernel: kernel(key, [inputs, units], { dtype }) };
      const biases = bias && { bias: bias(foldIn(key, biasStream), [units], { dtype, inputs }) };
      const outputShape = activation ? shapeAfter("dense", activation, [units], dtype) : [units];
      return { parameters: { ...parameters, ...biases }, state: {}, outputShape };
    },
    apply({ parameters: { kernel, bias }, state }, x) {
      const product = x.matmul(kernel!);
      const sum = bias ? product.add(bias) : product;
      return [activation ? activation(sum) : sum, state];
    },
  };
}

/** Far from the keys that an initializer makes of its own, so that no bias is a part of the kernel. */
const biasStream = 2 ** 20;
