import { relu, sigmoid } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, type Tensor, uniform } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, evaluate, initialize, input, network, predict, type Reduction, sequential, train } from "./index.ts";
import { reduce } from "./training/options.ts";

// The loss of many examples is summed up from pieces of them: it is the loss of all.

const rows = 2500;
const inputs = normal(randomKey(1), [rows, 4], { dtype: "float64" });
const targets = uniform(randomKey(2), [rows, 3], { dtype: "float64" });
const each = uniform(randomKey(3), [rows], { dtype: "float64" });
const options = { optimizer: sgd({ rate: 1e-4 }), epochs: 1, batchSize: 500, seed: 3 };

test.each(["mean", "sumOverBatch", "sum"] as const)("%s, with and without weights", async (reduction: Reduction) => {
  const net = sequential([dense(5, relu), dense(3, sigmoid)]);
  for (const weights of [undefined, each]) {
    const examples = { inputs, targets, ...(weights && { weights }) };
    const loss = binaryCrossentropy;
    const run = train(net, examples, { ...options, loss, reduction, validation: examples });
    const { epochs } = await run.finished;
    const expected = reduce(loss(predict(net, inputs), targets), reduction, weights).item();
    expect(evaluate(net, examples, { loss, reduction }).loss / expected).toBeCloseTo(1, 12);
    expect(epochs[0]!.validation!.loss / expected).toBeCloseTo(1, 12);
  }
});

test("a loss of rows, and one of the whole batch that cannot be had in pieces", () => {
  const net = initialize(sequential([dense(5, relu), dense(3)]), { inputShape: [4], dtype: "float64" });
  const ofRows = (p: Tensor, t: Tensor): Tensor => p.sub(t).square().sum(-1);
  const ofBatch = (p: Tensor, t: Tensor): Tensor => p.sub(t).square().reduceMax(0);
  for (const loss of [ofRows, ofBatch]) {
    const expected = loss(predict(net, inputs), targets).mean().item();
    expect(evaluate(net, { inputs, targets }, { loss }).loss / expected).toBeCloseTo(1, 12);
  }
});

test("several outputs, each with its loss", async () => {
  const x = input();
  const hidden = x.to(dense(5, relu));
  const net = network({ inputs: x, outputs: { share: hidden.to(dense(3, sigmoid)), size: hidden.to(dense(1)) } });
  const size = inputs.sum(1).reshape([rows, 1]);
  const examples = { inputs, targets: { share: targets, size } };
  const loss = { share: binaryCrossentropy, size: meanSquaredError };
  const run = train(net, examples, { ...options, loss, lossWeights: { share: 2, size: 1 }, validation: examples });
  const { validation } = (await run.finished).epochs[0]!;
  const predictions = predict(net, inputs);
  const share = binaryCrossentropy(predictions.share, targets).mean().item();
  const squares = meanSquaredError(predictions.size, size).mean().item();
  expect(validation!.metrics["share.loss"]! / share).toBeCloseTo(1, 12);
  expect(validation!.metrics["size.loss"]! / squares).toBeCloseTo(1, 12);
  expect(validation!.loss / (2 * share + squares)).toBeCloseTo(1, 12);
});
