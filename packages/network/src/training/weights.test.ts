import { sigmoid, softmax } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError, sparseCategoricalCrossentropy } from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import { concat, normal, randomKey, slice, tensor, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import {
  classWeights,
  dense,
  evaluate,
  type Examples,
  given,
  ignoreLabel,
  initialize,
  loadCheckpoint,
  resume,
  save,
  sequential,
  train,
} from "../index.ts";

const line = () => sequential([dense(1, undefined, { kernel: given([[1]]), bias: false })]);
const data = { inputs: [[1], [2]], targets: [[0], [0]] }; // squared errors 1 and 4

test.each([
  ["mean", (1 * 3 + 4 * 1) / 4],
  ["sumOverBatch", (1 * 3 + 4 * 1) / 2],
  ["sum", 1 * 3 + 4 * 1],
] as const)("by hand, %s", async (reduction, loss) => {
  const net = initialize(line(), { inputShape: [1] });
  const examples = { ...data, weights: [3, 1] };
  const options = { loss: meanSquaredError, reduction, optimizer: sgd({ rate: 0 }), epochs: 1 };
  expect(evaluate(net, examples, options).loss).toBe(loss);
  expect((await train(net, examples, options).finished).epochs[0]!.loss).toBe(loss);
});

test("whole numbers count as often as the example would stand there", async () => {
  const inputs = normal(randomKey(1), [6, 3]);
  const targets = normal(randomKey(2), [6, 1]);
  const twice = (all: Tensor) => concat([all, slice(all, 0, 0, 2)], 0);
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.1 }), epochs: 3, shuffle: false };
  const [weighted, repeated] = [sequential([dense(1)]), sequential([dense(1)])];
  await train(weighted, { inputs, targets, weights: [2, 2, 1, 1, 1, 1] }, options).finished;
  await train(repeated, { inputs: twice(inputs), targets: twice(targets) }, options).finished;
  const [a, b] = [weighted, repeated].map((net) => net.memory!.parameters["1.kernel"]!);
  expect(a!.sub(b!).abs().reduceMax().item()).toBeLessThan(1e-6);
});

test("what counts 0 is left out, whatever it is; a batch of such does nothing", async () => {
  const net = line();
  // 1e30 squared is ∞ in float32.
  const examples = { inputs: [[1], [1e30]], targets: [[0], [0]], weights: [1, 0] };
  const { epochs } = await train(net, examples, { loss: meanSquaredError, optimizer: sgd({ rate: 0 }), epochs: 1 })
    .finished;
  expect(epochs[0]!.loss).toBe(1);
  const none = { ...data, weights: [0, 0] };
  const run = train(line(), none, { loss: meanSquaredError, optimizer: sgd({ rate: 1 }), epochs: 1 });
  expect((await run.finished).epochs[0]!.loss).toBe(0);
  expect(run.net.memory!.parameters["1.kernel"]!.item()).toBe(1);
});

test("one for each value of the loss masks single outputs", () => {
  const net = initialize(sequential([dense(2, undefined, { kernel: given([[1, 2]]) })]), { inputShape: [1] });
  const examples = { inputs: [[1], [2]], targets: [[0, 0], [0, 0]], weights: [[1, 0], [0, 1]] }; // prettier-ignore
  expect(evaluate(net, examples, { loss: meanSquaredError }).loss).toBe((1 + 16) / 2);
});

test("stopped, saved and resumed to the same bits; without them it is refused", async () => {
  const examples = {
    inputs: normal(randomKey(1), [10, 3]),
    targets: tensor([0, 1, 2, 0, 1, 2, 0, 1, 2, 0], { dtype: "int32" }),
    weights: classWeights([0, 1, 2, 0, 1, 2, 0, 1, 2, 0], { 2: 3 }),
  };
  const options = { loss: sparseCategoricalCrossentropy, optimizer: adam(), epochs: 3, batchSize: 4 };
  const begin = (given: Examples) => train(sequential([dense(3, softmax)]), given, options);
  const [whole, part] = [begin(examples), begin(examples)];
  const history = await whole.finished;
  for await (const { step } of part) if (step === 4) break;
  const state = loadCheckpoint(save(part.state));
  expect(await resume(state, examples).finished).toEqual(history);
  const { inputs, targets } = examples;
  expect(() => resume(state, { inputs, targets })).toThrow("Give weights where the training had them, and only there.");
});

test("validation has weights of its own, or 1 each", async () => {
  const weighted = { ...data, weights: [3, 1] };
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0 }), epochs: 1 };
  const lossesOf = async (examples: Examples, validation: Examples) => {
    const { epochs } = await train(line(), examples, { ...options, validation }).finished;
    return [epochs[0]!.loss, epochs[0]!.validation!.loss];
  };
  expect(await lossesOf(weighted, data)).toEqual([7 / 4, 5 / 2]);
  expect(await lossesOf(data, weighted)).toEqual([5 / 2, 7 / 4]);
});

test.each([
  ["below 0", [1, -1], "finite weights, 0 or above, received -1 in row 1 of the weights"],
  ["not a number", [NaN, 1], "finite weights, 0 or above, received NaN in row 0"],
  ["too few", [1], "expected weights of"],
])("weights that are %s are refused", (_, weights, message) => {
  const call = (): unknown => train(line(), { ...data, weights }, { loss: meanSquaredError, optimizer: sgd() });
  expect(call).toThrow(message);
});

test("weights that fit neither rows nor values are refused", () => {
  const net = initialize(sequential([dense(2)]), { inputShape: [1] });
  const examples = { inputs: [[1], [2]], targets: [[0, 0], [0, 0]], weights: [[1], [1]] }; // prettier-ignore
  expect(() => evaluate(net, examples, { loss: meanSquaredError })).toThrow(
    "weights: expected weights [rows], or [rows, 2], received [rows, 1].",
  );
});

test("classWeights by hand: labels, one-hot rows, and yes or no", () => {
  expect(classWeights(tensor([0, 2, 1], { dtype: "int32" }), { 2: 5, 1: 0 }).toArray()).toEqual([1, 5, 0]);
  expect(classWeights([[1, 0], [0, 1]], { 1: 3 }).toArray()).toEqual([1, 3]); // prettier-ignore
  expect(classWeights([[1], [0]], { 1: 3 }).toArray()).toEqual([3, 1]);
  // scikit-learn: n / (classes · count), 4 / (2 · 3) and 4 / (2 · 1).
  expect(classWeights([0, 0, 0, 1]).toArray()).toEqual([2 / 3, 2 / 3, 2 / 3, 2].map(Math.fround));
  expect(() => classWeights([0, 1], { 1: -1 })).toThrow(ValueError);
});

test("a positive weight: a yes counts as often as it says", () => {
  const net = initialize(sequential([dense(1, sigmoid, { kernel: given([[1]]) })]), { inputShape: [1], dtype: "float64" }); // prettier-ignore
  const targets = [[1], [0]];
  const examples = { inputs: tensor([[0.5], [0.5]], { dtype: "float64" }), targets, weights: classWeights(targets, { 1: 3 }) }; // prettier-ignore
  const p = 1 / (1 + Math.exp(-0.5));
  const { loss } = evaluate(net, examples, { loss: binaryCrossentropy });
  expect(loss).toBeCloseTo((3 * -Math.log(p) - Math.log(1 - p)) / 4, 14);
});

test("ignoreLabel leaves unknown labels out", () => {
  const net = initialize(sequential([dense(2, softmax)]), { inputShape: [1] });
  const all = { inputs: [[1], [2], [3]], ...ignoreLabel([1, -100, 0], -100) };
  const known = { inputs: [[1], [3]], targets: tensor([1, 0], { dtype: "int32" }) };
  const [a, b] = [all, known].map((each) => evaluate(net, each, { loss: sparseCategoricalCrossentropy }).loss);
  expect(a).toBeCloseTo(b!, 6);
  expect(() => ignoreLabel([-1, -1], -1)).toThrow(ValueError);
});
