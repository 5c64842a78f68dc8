import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { batchNorm, predict, sequential, train } from "../index.ts";

test("by hand: columns of mean 0 and variance 1; running numbers by a tenth", () => {
  const layer = batchNorm({ epsilon: 1e-12 });
  const memory = layer.init(randomKey(0), [2], { dtype: "float64" });
  const x = tensor([[1, 10], [3, 30]], { dtype: "float64" }); // prettier-ignore
  const [y, state] = layer.apply(memory, x, { training: true, key: randomKey(0) });
  [-1, -1, 1, 1].forEach((value, i) => expect(y.toTypedArray()[i]).toBeCloseTo(value, 9));
  [0.2, 2].forEach((value, i) => expect(state["mean"]!.toTypedArray()[i]).toBeCloseTo(value, 14));
  // Sample variances 2 and 200.
  [0.9 + 0.2, 0.9 + 20].forEach((value, i) => expect(state["variance"]!.toTypedArray()[i]).toBeCloseTo(value, 13));
});

test("what it has run into is what it predicts with", async () => {
  const inputs = normal(randomKey(1), [64, 3]).mul(5).add(7);
  const net = sequential([batchNorm({ momentum: 0.5, scale: false, bias: false })]);
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0 }), epochs: 30, batchSize: 64 };
  await train(net, { inputs, targets: inputs }, options).finished;
  const y = predict(net, inputs);
  y.mean(0).toTypedArray().forEach((mean) => expect(mean).toBeCloseTo(0, 4)); // prettier-ignore
  y.square().mean(0).toTypedArray().forEach((variance) => expect(variance).toBeCloseTo(63 / 64, 3)); // prettier-ignore
});

test("a batch of one row gives its shift, and no variance that is not a number", () => {
  const layer = batchNorm();
  const memory = layer.init(randomKey(0), [2], { dtype: "float32" });
  const [y, { variance }] = layer.apply(memory, tensor([[5, 7]]), { training: true, key: randomKey(0) });
  expect(y.toArray()).toEqual([[0, 0]]);
  expect(variance!.toArray()).toEqual([0.9, 0.9].map(Math.fround));
});

test("options out of range, and examples without features, are refused", () => {
  expect(() => batchNorm({ momentum: 1 })).toThrow(ValueError);
  expect(() => batchNorm({ epsilon: 0 })).toThrow(ValueError);
  expect(() => batchNorm().init(randomKey(0), [], { dtype: "float32" })).toThrow(ShapeError);
});
