import { tensor, type Tensor, type TensorLike } from "@chainrule/tensor";
import { type Plan, planOf } from "./executor.ts";
import { listOf, predictingGraph } from "./graphs.ts";
import { type Learned, memoryOf, type Network, requireInputs } from "./network.ts";

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
  return predictorOf(net, memory)([x, ...listOf(memory)])[0]!;
}

const isTensor = (x: TensorLike): x is Tensor => typeof x === "object" && "dtype" in x;

const plans = new WeakMap<Network, { shape: string; plan: Plan }>();

/** Traced once for each network, and again only if it was made anew for other inputs. */
function predictorOf(net: Network, memory: Learned): Plan {
  const shape = `${memory.dtype} ${memory.inputShape.join()}`;
  const known = plans.get(net);
  if (known?.shape === shape) return known.plan;
  const plan = planOf(predictingGraph(net, memory));
  plans.set(net, { shape, plan });
  return plan;
}
