import { relu, sigmoid, softmax } from "@chainrule/activations";
import { categoricalCrossentropy, meanSquaredError } from "@chainrule/losses";
import { adam, momentum, sgd } from "@chainrule/optimizers";
import { normal, randomKey, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, NonFiniteError, predict, type Run, sequential, train } from "../index.ts";

// Many steps share a call of the engine where nobody looks at each: what comes out must not depend on that.

const inputs = normal(randomKey(1), [12, 3]);
const targets = inputs.square();

const bits = ({ state }: Run): unknown =>
  [...Object.values(state.learned.parameters), ...Object.values(state.optimizer)].map((x) => x.toArray());

test.each([
  ["a batch divides the rows", 4, false],
  ["it does not", 5, false],
  ["with validation", 4, true],
])("watched step by step or not at all: %s", async (_, batchSize, validated) => {
  const begin = (): Run =>
    train(
      sequential([dense(4, sigmoid), dense(3)]),
      { inputs, targets },
      {
        loss: meanSquaredError,
        optimizer: momentum({ rate: 0.05 }),
        epochs: 40,
        batchSize,
        ...(validated && { validation: { inputs, targets } }),
      },
    );
  const [watched, alone] = [begin(), begin()];
  let last: number | undefined;
  for await (const { loss } of watched) last = loss;
  const history = await alone.finished;
  expect(bits(alone)).toEqual(bits(watched));
  expect(history).toEqual(await watched.finished);
  expect(last).toBeDefined();
});

test("a step in the middle of a call that fails leaves the weights from before it", async () => {
  // The weight doubles and more at each step until the loss overflows.
  const begin = (epochs: number): Run =>
    train(
      sequential([dense(2, relu), dense(3)]),
      { inputs, targets },
      { loss: meanSquaredError, optimizer: momentum({ rate: 30 }), epochs, batchSize: 4 },
    );
  const failing = begin(1000);
  const error = await failing.finished.then(
    () => undefined,
    (reason: unknown) => reason as NonFiniteError,
  );
  expect(error).toBeInstanceOf(NonFiniteError);
  expect(error!.step).toBeGreaterThan(2);
  const stopped = begin(1000);
  for await (const { step } of stopped) if (step === error!.step - 1) break;
  expect(failing.state.progress.step).toBe(error!.step - 1);
  expect(bits(failing)).toEqual(bits(stopped));
  expect(failing.net.memory).toEqual(failing.state.learned);
});

test("predictions while it runs are those of the weights at that step, and disturb nothing", async () => {
  const seen: Tensor[] = [];
  const states: Tensor[] = [];
  const begin = (look: boolean): Run => {
    const net = sequential([dense(16, relu), dense(3, softmax)]);
    const onStep = (): void => {
      seen.push(predict(net, inputs));
      states.push(net.memory!.parameters["1.kernel"]!);
    };
    return train(
      net,
      { inputs, targets: softmax(targets) },
      {
        loss: categoricalCrossentropy,
        optimizer: adam(),
        epochs: 4,
        batchSize: 5,
        callbacks: look ? [{ onStep }] : [],
      },
    );
  };
  const [looked, alone] = [begin(true), begin(false)];
  await looked.finished;
  await alone.finished;
  expect(bits(looked)).toEqual(bits(alone));
  expect(new Set(states.map(String)).size).toBe(states.length);
  expect(predict(looked.net, inputs)).toEqual(seen.at(-1));
});

test("weights set from outside are those that it predicts with and trains on", async () => {
  const net = sequential([dense(3)]);
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0 }), epochs: 1 };
  await train(net, { inputs, targets }, options).finished;
  const before = net.memory!;
  const doubled = Object.entries(before.parameters).map(([name, x]) => [name, x.mul(2)] as const);
  const once = predict(net, inputs);
  net.memory = { ...before, parameters: Object.fromEntries(doubled) };
  expect(predict(net, inputs)).toEqual(once.mul(2)); // exact: the bias is 0
  await train(net, { inputs, targets }, options).finished;
  expect(net.memory.parameters).toEqual(Object.fromEntries(doubled));
  net.memory = before;
  expect(predict(net, inputs)).toEqual(once);
});

test("many networks at a time", () => {
  const nets = Array.from({ length: 300 }, (_, i) => {
    const net = sequential([dense(3)]);
    net.memory = { ...net.init(randomKey(i), [3], { dtype: "float32" }), inputShape: [3], dtype: "float32" };
    return net;
  });
  const first = nets.map((net) => predict(net, inputs));
  expect(nets.map((net) => predict(net, inputs))).toEqual(first);
  expect(new Set(first.map(String)).size).toBe(300);
});
