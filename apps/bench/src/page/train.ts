import { relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, sequential, train } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey } from "@chainrule/tensor";

export interface Training {
  readonly units: readonly number[];
  readonly batch: number;
  readonly steps: number;
}

/** A training of a new network for some steps; its examples are made here, before it begins. */
export function training({ units, batch, steps }: Training): () => Promise<void> {
  const rows = 8 * batch;
  const inputs = normal(randomKey(1), [rows, 784]);
  const targets = softmax(normal(randomKey(2), [rows, 10]));
  return async () => {
    const net = sequential([...units.map((each) => dense(each, relu)), dense(10, softmax)]);
    const optimizer = sgd({ rate: 0.01 });
    const options = { loss: categoricalCrossentropy, optimizer, epochs: steps / 8, batchSize: batch };
    await train(net, { inputs, targets }, options).finished;
  };
}
