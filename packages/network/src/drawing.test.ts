import { relu } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { lookahead, sgd } from "@chainrule/optimizers";
import { foldIn, type Optimizer, randomKey, type Tensor, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import {
  dense,
  glorotUniform,
  heNormal,
  initialize,
  type Initializer,
  sequential,
  train,
  truncatedNormal,
} from "./index.ts";
import { streams } from "./network.ts";

/** Draws as another, and remembers what it drew. */
function watched(draw: Initializer): { kernel: Initializer; drawn: Tensor[] } {
  const drawn: Tensor[] = [];
  return {
    drawn,
    kernel: (...given) => {
      const weights = draw(...given);
      drawn.push(weights);
      return weights;
    },
  };
}

const examples = { inputs: [[1, 2]], targets: [[3]] };
const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0 }), seed: 5 };

test("weights are drawn when the training begins, and are those of initialize", async () => {
  const { kernel, drawn } = watched(glorotUniform);
  const layers = [dense(300, relu, { kernel }), dense(300, relu, { kernel }), dense(1)];
  const run = train(sequential(layers), examples, options);
  expect(drawn.map(({ isExpression }) => isExpression)).toEqual([true, true]);
  expect(run.state.learned).toEqual(initialize(sequential(layers), { inputShape: [2], seed: 5 }).memory);
  await run.finished;
  expect(run.net.memory).toEqual(run.state.learned);
});

test.each([
  [10, "float32"],
  [300, "float32"],
  [300, "float64"],
] as const)("drawn together %i units in %s have the bits of each draw by itself", (units, dtype) => {
  const net = sequential([dense(units, relu, { kernel: heNormal }), dense(units)]);
  const { parameters } = initialize(net, { inputShape: [200], seed: 1, dtype }).memory!;
  const alone = net.init(foldIn(randomKey(1), streams.weights), [200], { dtype });
  expect(parameters).toEqual(alone.parameters);
  expect(new Set(Object.values(parameters).map(String)).size).toBe(3); // two kernels, and biases of 0
});

test("an initializer that looks at what it draws draws at once", async () => {
  const { kernel, drawn } = watched(truncatedNormal({ deviation: 1 }));
  const layers = [dense(300, relu, { kernel }), dense(1)];
  const run = train(sequential(layers), examples, options);
  expect(drawn.at(-1)!.isExpression).toBe(false);
  expect(run.state.learned).toEqual(initialize(sequential(layers), { inputShape: [2], seed: 5 }).memory);
  await run.finished;
});

test("so does an optimizer that looks at the weights it begins with", async () => {
  const shrinking: Optimizer = {
    init: (parameters) => ({ start: tensor(parameters["1.kernel"]!.toArray()) }),
    update: (slopes, state) => [Object.fromEntries(Object.entries(slopes).map(([name, x]) => [name, x.mul(0)])), state],
  };
  const run = train(sequential([dense(1)]), examples, { ...options, optimizer: shrinking });
  expect(Object.values(run.state.optimizer)).toEqual([run.state.learned.parameters["1.kernel"]]);
  await run.finished;
});

test.each([1, 70_000])("an optimizer may remember the weights themselves, of %i inputs", async (inputs) => {
  const row = Array.from({ length: inputs }, () => 0.5);
  const given = { inputs: [row], targets: [[3]] };
  const run = train(sequential([dense(1)]), given, { ...options, optimizer: lookahead(sgd({ rate: 0 })) });
  const { learned, optimizer } = run.state;
  expect(Object.values(optimizer).map((x) => x.toTypedArray())).toContainEqual(
    learned.parameters["1.kernel"]!.toTypedArray(),
  );
  await run.finished;
});
