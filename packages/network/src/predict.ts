import { tensor, type Tensor, type TensorLike } from "@chainrule/tensor";
import { predictingGraph } from "./graphs.ts";
import { memoryOf, type Network, requireInputs } from "./network.ts";
import { residenceOf } from "./residence.ts";

/**
 * What a network makes of inputs.
 *
 * @param inputs - `[rows, ...inputShape]`, any number of rows
 * @returns `[rows, ...outputShape]`
 * @throws ShapeError if the inputs are not of the shape the network was made for; ValueError if it has no weights
 */
export function predict(net: Network, inputs: TensorLike): Tensor {
  const memory = memoryOf("predict", net);
  const x = tensor(inputs, ArrayBuffer.isView(inputs) || isTensor(inputs) ? {} : { dtype: memory.dtype });
  requireInputs("predict", memory, x);
  const home = residenceOf(net, memory);
  home.predicting ??= home.store.plan(predictingGraph(net, memory), home.slots);
  return home.predicting([x])[0]!;
}

const isTensor = (x: TensorLike): x is Tensor => typeof x === "object" && "dtype" in x;
