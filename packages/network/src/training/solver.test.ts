import { sigmoid, tanh } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError } from "@chainrule/losses";
import { conjugateGradient, constant, lbfgs, sam, sgd } from "@chainrule/optimizers";
import { normal, randomKey, type Solver, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import {
  batchNorm,
  box,
  dense,
  dropout,
  load,
  loadCheckpoint,
  predict,
  resume,
  save,
  sequential,
  train,
} from "../index.ts";

const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};
const layers = () => [dense(4, tanh), dense(1, sigmoid)];

test.each(Object.entries({ lbfgs, conjugateGradient }))("%s learns XOR in a few steps", async (_, make) => {
  const options = { loss: binaryCrossentropy, optimizer: make(), epochs: 40, batchSize: 4, seed: 3 };
  const net = sequential(layers());
  const { epochs, steps } = await train(net, xor, options).finished;
  expect(steps).toBe(40);
  expect(epochs.at(-1)!.loss).toBeLessThan(0.01);
  expect(predict(net, xor.inputs).greater(0.5).toArray()).toEqual([[0], [1], [1], [0]]);
});

const data = { inputs: normal(randomKey(1), [20, 3]), targets: normal(randomKey(2), [20, 1]) };
const noisy = () => [dense(5, tanh), batchNorm(), dropout(0.2), dense(1)];
const solvers: Record<string, () => Solver> = { lbfgs: () => lbfgs({ memory: 3 }), conjugateGradient };

test.each(Object.entries(solvers))("%s: stopped anywhere, through a file, to the same bits", async (_, make) => {
  const begin = () =>
    train(sequential(noisy()), data, {
      loss: meanSquaredError,
      optimizer: make(),
      epochs: 4,
      batchSize: 8, // the last batch of an epoch is smaller
      constraint: box({ low: -1, high: 1 }),
      mode: "exact",
    });
  const whole = begin();
  const history = await whole.finished;
  const some = begin();
  for await (const { step } of some) if (step === 5) break;
  const rest = resume(loadCheckpoint(save(some.state)), data, { optimizer: make() });
  expect(await rest.finished).toEqual(history);
  expect(rest.net.memory).toEqual(whole.net.memory);
  expect(rest.state.optimizer).toEqual(whole.state.optimizer);
  const weights = Object.values(whole.state.learned.parameters).map((x) => x.abs().reduceMax().item());
  expect(Math.max(...weights)).toBeLessThanOrEqual(1);
});

test("to resume, the solver is given again, and nothing else is", async () => {
  const begin = async (optimizer: Solver | ReturnType<typeof sgd>) => {
    const run = train(sequential(layers()), xor, { loss: binaryCrossentropy, optimizer, batchSize: 4, epochs: 2 });
    for await (const { step } of run) if (step === 1) break;
    return run.state;
  };
  const [solved, moved] = [await begin(lbfgs()), await begin(sgd())];
  expect(() => resume(solved, xor)).toThrow("the solver that the training began with, received none");
  expect(() => resume(solved, xor, { optimizer: conjugateGradient() })).toThrow(ValueError);
  expect(() => resume(moved, xor, { optimizer: lbfgs() })).toThrow("Leave it out");
  expect(load(save(solved)).memory!.parameters).toEqual(solved.learned.parameters);
});

test("sam is one expression with the loss at another point, and goes on from a file without its code", async () => {
  const begin = (optimizer = sam(sgd({ rate: 0.1 }), { radius: constant(0.2) })) =>
    train(sequential(noisy()), data, { loss: meanSquaredError, optimizer, epochs: 3, batchSize: 8 });
  const whole = begin();
  const history = await whole.finished;
  const some = begin();
  for await (const { step } of some) if (step === 4) break;
  const rest = resume(loadCheckpoint(save(some.state)), data);
  expect(await rest.finished).toEqual(history);
  expect(rest.net.memory).toEqual(whole.net.memory);
  expect(history.epochs).not.toEqual((await begin(sgd({ rate: 0.1 })).finished).epochs);
});

test("sam by hand: w is 1 and x is 2, so the worst point of (2w)² is 2, where the slope is 16", async () => {
  const net = sequential([
    dense(1, undefined, { kernel: () => normal(randomKey(0), [1, 1]).mul(0).add(1), bias: false }),
  ]);
  const optimizer = sam(sgd({ rate: 0.125 }), { radius: 1 });
  await train(net, { inputs: [[2]], targets: [[0]] }, { loss: meanSquaredError, optimizer, epochs: 1 }).finished;
  expect(net.memory!.parameters["1.kernel"]!.item()).toBe(-1);
});
