import { relu, sigmoid, softmax } from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import { dense, type Layer, sequential, train } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { ChainruleError, type Loss, type TensorLike } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { lossOf, tableLosses, unsuited } from "./parts.ts";

/** The three kinds of targets in a table, each with the layer that ends a network for it. */
const kinds: [output: Layer, targets: TensorLike][] = [
  [
    dense(3, softmax),
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [dense(1, sigmoid), [[1], [0], [1]]],
  [dense(1), [[0.5], [-0.5], [1]]],
];

async function suits(loss: Loss, [output, targets]: (typeof kinds)[number]): Promise<boolean> {
  const net = sequential([dense(2, relu), output]);
  const examples = {
    inputs: [
      [1, 2],
      [-1, 1],
      [0.5, 0],
    ],
    targets,
  };
  try {
    await train(net, examples, { loss, optimizer: sgd(), epochs: 1, batchSize: 3, seed: 1 }).finished;
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ChainruleError);
    return false;
  }
}

test.each(Object.entries(losses))("%s is offered if it suits a kind of target", async (name, loss) => {
  const suited = await Promise.all(kinds.map((kind) => suits(loss, kind)));
  expect(suited.includes(true)).toBe(Object.hasOwn(tableLosses, name));
});

test("a loss that suits none says what it wants, and which there are", async () => {
  await expect(async () => lossOf("hinge")).rejects.toThrow("received hinge, which wants targets of −1 and 1");
  for (const name of Object.keys(unsuited)) expect(losses).toHaveProperty(name);
});
