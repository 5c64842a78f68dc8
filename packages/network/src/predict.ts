import type { Tensor } from "@chainrule/tensor";
import { isFinite } from "./finite.ts";
import { networkGraph } from "./graphs.ts";
import { type AnyLearned, type AnyNetwork, memoryOf, type Network, requireInputs } from "./network.ts";
import { alike, type Ports, type PortsLike } from "./ports.ts";
import { inPieces, joined } from "./pieces.ts";
import { residenceOf } from "./residence.ts";
import { inputsOf, requireFinite } from "./training/data.ts";

/**
 * What a network makes of inputs.
 *
 * @param inputs - `[rows, ...inputShape]`, any number of rows; by name where there are several
 * @returns `[rows, ...outputShape]`; by name where there are several outputs
 * @throws ShapeError or DTypeError if the inputs are not such as the network was made for; ValueError if one that
 *   is not finite makes predictions that are not, or if it has no weights
 */
export function predict<X extends Ports, Y extends Ports>(net: Network<X, Y>, inputs: PortsLike<X>): Y {
  const memory: AnyLearned = memoryOf("predict", net);
  const given = inputsOf("predict", memory.inputShape, inputs, memory.dtype);
  const predictions = predictionsOf("predict", net, memory, given);
  // To look at all inputs would take a single row a third longer.
  if (!predictions.every(isFinite)) requireFinite("predict", "inputs", given);
  return alike<Tensor>(memory.outputShape, predictions) as Y;
}

/** The same, from tensors in the order of the inputs to those in the order of the outputs. */
export function predictionsOf(who: string, net: AnyNetwork, memory: AnyLearned, inputs: readonly Tensor[]): Tensor[] {
  requireInputs(who, memory, inputs);
  const home = residenceOf(net, memory);
  const plan = (home.predicting ??= home.store.plan(networkGraph(net, memory, false), home.slots));
  return joined(inPieces(inputs).map(plan));
}
