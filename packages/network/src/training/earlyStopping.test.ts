import { meanSquaredError } from "@chainrule/losses";
import { onesLike, type Optimizer, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { zeros } from "../initializers/zeros.ts";
import { dense, type EarlyStopping, type Run, sequential, train, type TrainOptions } from "../index.ts";

// One weight, 0 at first, that grows by 1 in each step, and an epoch is one step. With target t the loss of epoch n is
// (n − 1 − t)², before its step, and that of the validation examples (n − t)², after it.
const climb: Optimizer = {
  init: () => ({}),
  update: ({ "1.kernel": kernel }) => [{ "1.kernel": onesLike(kernel!) }, {}],
};

const begin = (target: number, earlyStopping: EarlyStopping, options: Partial<TrainOptions> = {}): Run =>
  train(
    sequential([dense(1, undefined, { kernel: zeros, bias: false })]),
    { inputs: [[1]], targets: [[target]] },
    { loss: meanSquaredError, optimizer: climb, epochs: 20, earlyStopping, ...options },
  );
const weight = (run: Run): number => run.net.memory!.parameters["1.kernel"]!.item();

test("ends after `patience` epochs without a lower loss, and takes the weights of the best epoch", async () => {
  const run = begin(3, { patience: 2 });
  const history = await run.finished;
  expect(history.epochs.map(({ loss }) => loss)).toEqual([9, 4, 1, 0, 1, 4]);
  expect(history).toMatchObject({ end: "earlyStopping", steps: 6, bestEpoch: 4 });
  expect(weight(run)).toBe(4); // those at the end of epoch 4
  expect(run.state.learned.parameters["1.kernel"]!.item()).toBe(6); // a checkpoint keeps both
});

test("looks at the validation examples where there are any", async () => {
  const run = begin(9, { patience: 2 }, { validation: { inputs: [[1]], targets: [[3]] } });
  const history = await run.finished;
  expect(history.epochs.map(({ validation }) => validation!.loss)).toEqual([4, 1, 0, 1, 4]);
  expect(history).toMatchObject({ end: "earlyStopping", bestEpoch: 3 });
  expect(weight(run)).toBe(3);
});

test("what is lower by less than minDelta, or by no more, is no better", async () => {
  const history = await begin(3, { patience: 1, minDelta: 3 }).finished;
  expect(history).toMatchObject({ end: "earlyStopping", steps: 3, bestEpoch: 2 }); // 9, 4, 1: 5 lower, then 3
});

test("all epochs done first: the best weights too", async () => {
  const run = begin(3, { patience: 4 }, { epochs: 5 });
  expect(await run.finished).toMatchObject({ end: "epochs", bestEpoch: 4 });
  expect(weight(run)).toBe(4);
});

test("so it is when it is left, or fails", async () => {
  const left = begin(3, { patience: 9 });
  for await (const { step } of left) if (step === 7) break;
  expect(await left.finished).toMatchObject({ end: "stopped", bestEpoch: 4 });
  expect(weight(left)).toBe(4);

  const onStep = ({ step }: { step: number }): void => {
    if (step === 7) throw new Error("no more");
  };
  const failed = begin(3, { patience: 9 }, { callbacks: [{ onStep }] });
  await expect(failed.finished).rejects.toThrow("no more");
  expect(weight(failed)).toBe(4);
});

test("in the loop the network has the weights of each step", async () => {
  const run = begin(3, { patience: 9 });
  for await (const { step } of run) expect(weight(run)).toBe(step);
});

test("without it the network keeps the last weights", async () => {
  const run = train(
    sequential([dense(1, undefined, { kernel: zeros, bias: false })]),
    { inputs: [[1]], targets: [[3]] },
    { loss: meanSquaredError, optimizer: climb, epochs: 6 },
  );
  expect((await run.finished).bestEpoch).toBeUndefined();
  expect(weight(run)).toBe(6);
});

test.each([
  [{ patience: 0 }, "patience to be a whole number, 1 or above, received 0."],
  [{ patience: 1, minDelta: -1 }, "minDelta to be a finite number, 0 or above, received -1."],
  [{ patience: 1, minDelta: NaN }, "minDelta to be a finite number, 0 or above, received NaN."],
])("%o is refused", (stopping, message) => {
  expect(() => begin(3, stopping)).toThrow(ValueError);
  expect(() => begin(3, stopping)).toThrow(`train: expected earlyStopping.${message}`);
});
