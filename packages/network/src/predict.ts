import type { Tensor } from "@chainrule/tensor";
import { networkGraph } from "./graphs.ts";
import { type AnyLearned, type AnyNetwork, memoryOf, type Network, requireInputs } from "./network.ts";
import { alike, type Ports, type PortsLike } from "./ports.ts";
import { inPieces, joined } from "./pieces.ts";
import { residenceOf } from "./residence.ts";
import { inputsOf } from "./training/data.ts";

/**
 * What a network makes of inputs.
 *
 * @param inputs - `[rows, ...inputShape]`, any number of rows; by name where there are several
 * @returns `[rows, ...outputShape]`; by name where there are several outputs
 * @throws ShapeError or DTypeError if the inputs are not such as the network was made for; ValueError if one is not
 *   finite, or if it has no weights
 */
export function predict<X extends Ports, Y extends Ports>(net: Network<X, Y>, inputs: PortsLike<X>): Y {
  const memory: AnyLearned = memoryOf("predict", net);
  const given = inputsOf("predict", memory.inputShape, inputs, memory.dtype);
  return alike<Tensor>(memory.outputShape, predictionsOf("predict", net, memory, given)) as Y;
}

/** The same, from tensors in the order of the inputs to those in the order of the outputs. */
export function predictionsOf(who: string, net: AnyNetwork, memory: AnyLearned, inputs: readonly Tensor[]): Tensor[] {
  requireInputs(who, memory, inputs);
  const home = residenceOf(net, memory);
  const plan = (home.predicting ??= home.store.plan(networkGraph(net, memory, false), home.slots));
  return joined(inPieces(inputs).map(plan));
}
