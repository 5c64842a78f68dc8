import { meanSquaredError } from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import { normal, randomKey, range, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, evaluate, given, loadCheckpoint, resume, save, sequential, train } from "../index.ts";

const data = { inputs: normal(randomKey(1), [20, 3]), targets: normal(randomKey(2), [20, 1]) };
const options = { loss: meanSquaredError, optimizer: adam(), epochs: 4, batchSize: 4, validationSplit: 0.25 };

test("a share that the seed draws is measured and not trained on", async () => {
  // Predicts the number of the row; targets are 0. Sums of squares over what is trained on, and over what is held.
  const rows = {
    inputs: range(20, { dtype: "float32" }).reshape([20, 1]),
    targets: Array.from({ length: 20 }, () => [0]),
  };
  const measure = async (seed: number) => {
    const net = sequential([dense(1, undefined, { kernel: given([[1]]) })]);
    const still = {
      ...options,
      optimizer: sgd({ rate: 0 }),
      epochs: 1,
      reduction: "sum",
      batchSize: 20,
      seed,
    } as const;
    const { epochs } = await train(net, rows, still).finished;
    const { loss, validation } = epochs[0]!;
    expect(loss + validation!.loss).toBe(evaluate(net, rows, still).loss);
    return validation!.loss;
  };
  const [a, again, b] = [await measure(1), await measure(1), await measure(2)];
  expect(a).toBe(again);
  expect(a).not.toBe(b);
});

test("stopped, saved and resumed from all examples to the same bits", async () => {
  const begin = () => train(sequential([dense(1)]), data, options);
  const [whole, part] = [begin(), begin()];
  const history = await whole.finished;
  expect(whole.state.settings).toMatchObject({ rows: 15, validation: 5, split: true });
  for await (const { step } of part) if (step === 6) break;
  const state = loadCheckpoint(save(part.state));
  expect(await resume(state, data).finished).toEqual(history);
  const fewer = { inputs: normal(randomKey(1), [15, 3]), targets: normal(randomKey(2), [15, 1]) };
  expect(() => resume(state, fewer)).toThrow("the 20 examples that the training began with");
});

test.each([0, 1, -0.5, NaN, 0.99])("a share of %d is refused", (validationSplit) => {
  expect(() => train(sequential([dense(1)]), data, { ...options, validationSplit })).toThrow(ValueError);
});

test("together with validation it is refused", () => {
  const call = (): unknown => train(sequential([dense(1)]), data, { ...options, validation: data });
  expect(call).toThrow("train: expected validation or validationSplit, received both.");
});
