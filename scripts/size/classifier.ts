// A classifier that trains with Adam and cross-entropy, predicts, saves and loads; without the engine.
import { relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, sequential, train } from "@chainrule/network/interpreter";
import { adam } from "@chainrule/optimizers";
import type { Tensor } from "@chainrule/tensor";

export { load, predict, save } from "@chainrule/network/interpreter";
export { tensor } from "@chainrule/tensor";

export function fit(inputs: Tensor, targets: Tensor) {
  const net = sequential([dense(128, relu), dense(10, softmax)]);
  return train(net, { inputs, targets }, { loss: categoricalCrossentropy, optimizer: adam(), epochs: 10, seed: 7 });
}
