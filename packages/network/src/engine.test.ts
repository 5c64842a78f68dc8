import * as activations from "@chainrule/activations";
import { replay } from "@chainrule/compiler";
import type { Mode } from "@chainrule/compiler/wasm";
import * as losses from "@chainrule/losses";
import * as optimizers from "@chainrule/optimizers";
import {
  type Activation,
  concat,
  type DType,
  normal,
  type Optimizer,
  randomKey,
  slice,
  sort,
  tensor,
  type Tensor,
  uniform,
} from "@chainrule/tensor";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { formOf, forms } from "../../losses/testing/forms.ts";
import { engine as preferred } from "./engine.ts";
import { type Executor, interpreter, runOn } from "./executor.ts";
import { networkGraph } from "./graphs.ts";
import {
  dense,
  dropout,
  l2,
  loadCheckpoint,
  NonFiniteError,
  predict,
  resume,
  save,
  sequential,
  train,
} from "./index.ts";

// The interpreter is the oracle: in exact mode the engine gives the same bits.

const engineIn = (mode: Mode): Executor => ({ ...preferred, modes: () => [mode] });
const engine = engineIn("exact");
beforeEach(() => runOn(engine));
afterEach(() => runOn(preferred));

const rows = 7;
const inputsIn = (dtype: DType): Tensor => normal(randomKey(1), [rows, 5], { dtype });
const sharesIn = (dtype: DType): Tensor => {
  const raw = uniform(randomKey(2), [rows, 3], { dtype }).add(0.1);
  return raw.div(raw.sum(-1, { keepDims: true }));
};
const [inputs, shares] = [inputsIn("float32"), sharesIn("float32")];
const labels = tensor([0, 1, 2, 2, 1, 0, 1], { dtype: "int32" });
const signs = uniform(randomKey(3), [rows, 3]).greater(0.5).cast("float32").mul(2).sub(1);
const targetsOf = (loss: string, dtype: DType = "float32"): Tensor => {
  const { prediction, target = prediction } = forms[loss] ?? {};
  return target === "label" ? labels : target === "sign" ? signs.cast(dtype) : sharesIn(dtype);
};
const outputs = {
  real: activations.linear,
  positive: activations.softplus,
  probability: activations.sigmoid,
  distribution: activations.softmax,
  logarithm: activations.logSoftmax,
};
const outputFor = (loss: string): Activation => outputs[forms[loss]?.prediction ?? "real"];

const chosen: Readonly<Record<string, Optimizer>> = {
  sgd: optimizers.sgd({ rate: 0.05 }),
  momentum: optimizers.momentum({ rate: 0.05 }),
  nesterov: optimizers.nesterov({ rate: 0.05 }),
  rmsprop: optimizers.rmsprop({ rate: 0.01, centered: true, momentum: 0.5 }),
  adagrad: optimizers.adagrad({ rate: 0.05 }),
  adam: optimizers.adam({ rate: 0.01, amsgrad: true }),
  adamw: optimizers.adamw({ rate: optimizers.cosineDecay(0.01, { steps: 10 }), decay: 0.01 }),
};

/** The weights and losses of a short run, as text of all bits. */
async function outcome(run: () => ReturnType<typeof train>): Promise<string> {
  const going = run();
  const numbers: number[] = [];
  try {
    for await (const { loss } of going) numbers.push(loss);
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error; // some pairs overflow at these rates: at the same step then
  }
  const { parameters } = going.state.learned;
  const weights = Object.values(parameters).map((x) => Array.from(x.toTypedArray()));
  return JSON.stringify([
    numbers,
    weights,
    Object.values(going.state.optimizer).map((x) => Array.from(x.toTypedArray())),
  ]);
}

/** Every loss meets one activation in eight, and every activation one loss in eight. */
const pairs = Object.entries(losses).map(([lossName, loss], i) => {
  const partners = Object.entries(activations).filter((_, j) => (i + j) % 8 === 0);
  return { lossName, loss, partners };
});

describe.each(pairs)("$lossName", ({ lossName, loss, partners }) => {
  test.each(partners)("after %s, ten steps with every optimizer", async (name, activation) => {
    for (const optimizer of Object.values(chosen)) {
      const run = () =>
        train(
          sequential([dense(6, activation), dropout(0.2), dense(4, activation), dense(3, outputFor(lossName))]),
          { inputs, targets: targetsOf(lossName) },
          { loss: formOf(lossName, loss), optimizer, epochs: 5, batchSize: 4, seed: 3, regularizer: l2(1e-3) },
        );
      runOn(interpreter);
      const expected = await outcome(run);
      runOn(engine);
      expect(await outcome(run), `${name}, ${lossName}`).toBe(expected);
    }
  });
});

describe.each(pairs)("in float64, $lossName", ({ lossName, loss, partners }) => {
  test.each(partners)("after %s, steps with two optimizers", async (_, activation) => {
    // Another two for each: all of them have their turn.
    const turn = partners.findIndex(([, one]) => one === activation) + pairs.findIndex((pair) => pair.loss === loss);
    const all = Object.values(chosen);
    for (const optimizer of [all[turn % all.length]!, all[(turn + 3) % all.length]!]) {
      const run = () =>
        train(
          sequential([dense(6, activation), dropout(0.2), dense(4, activation), dense(3, outputFor(lossName))]),
          { inputs: inputsIn("float64"), targets: targetsOf(lossName, "float64") },
          { loss: formOf(lossName, loss), optimizer, epochs: 3, batchSize: 4, seed: 3, regularizer: l2(1e-3) },
        );
      runOn(interpreter);
      const expected = await outcome(run);
      runOn(engine);
      expect(await outcome(run)).toBe(expected);
    }
  });
});

describe.each(pairs)("unrolled, $lossName", ({ lossName, loss, partners }) => {
  test.each(partners)("after %s, steps of two rows and one", async (_, activation) => {
    for (const optimizer of [chosen.sgd!, chosen.adamw!]) {
      const run = () =>
        train(
          sequential([dense(4, activation), dense(3, outputFor(lossName))]),
          { inputs, targets: targetsOf(lossName) },
          { loss: formOf(lossName, loss), optimizer, epochs: 3, batchSize: 2, seed: 3 },
        );
      runOn(interpreter);
      const expected = await outcome(run);
      runOn(engine);
      expect(await outcome(run)).toBe(expected);
    }
  });
});

describe("weights large enough to lie in panels if they are floats", () => {
  const cases: Readonly<Record<string, Partial<Parameters<typeof train>[2]>>> = {
    "with gradient descent": { optimizer: chosen.sgd! },
    "with momentum": { optimizer: chosen.momentum! },
    "with Adam": { optimizer: chosen.adam! },
    "with gradients clipped by their norm": {
      optimizer: optimizers.chain(optimizers.clipByGlobalNorm({ limit: 0.1 }), chosen.sgd!),
    },
    "with a penalty": { regularizer: l2(1e-3) },
    "one row at a time": { batchSize: 1 },
  };
  const kinds = (["float32", "float64"] as const).flatMap((dtype) =>
    Object.entries(cases).map(([name, options]) => [dtype, name, options] as const),
  );
  test.each(kinds)("%s %s", async (dtype, _, options) => {
    const wide = normal(randomKey(5), [15, 40], { dtype });
    const answers: Tensor[][] = [];
    for (const executor of [interpreter, engine]) {
      runOn(executor);
      const net = sequential([
        dense(136, activations.relu),
        dense(40, activations.tanh),
        dense(3, activations.softmax),
      ]);
      const some = sharesIn(dtype);
      const targets = concat([some, some, slice(some, 0, 0, 1)], 0);
      const run = train(
        net,
        { inputs: wide, targets },
        { loss: losses.categoricalCrossentropy, optimizer: chosen.sgd!, epochs: 2, batchSize: 6, seed: 3, ...options },
      );
      const seen: Tensor[] = [];
      // In between the weights are read, and used by plans for one row and for many.
      for await (const { step } of run) {
        if (step % 2 === 0) seen.push(predict(net, slice(wide, 0, 0, 1)), predict(net, wide));
      }
      answers.push([...seen, ...Object.values(run.state.learned.parameters), ...Object.values(run.state.optimizer)]);
    }
    expect(answers[1]!.map((x) => Array.from(x.data!))).toEqual(answers[0]!.map((x) => Array.from(x.data!)));
  });
});

test("fused: within 1e-5 of exact after ten steps, and the same bits again", async () => {
  if (!preferred.modes().includes("fused")) return;
  const weights = async (mode: Mode, optimizer: Optimizer): Promise<Tensor[]> => {
    const net = sequential([dense(16, activations.tanh), dense(11, activations.gelu), dense(3, activations.softmax)]);
    const run = train(
      net,
      { inputs, targets: shares },
      { loss: losses.categoricalCrossentropy, optimizer, epochs: 5, batchSize: 4, seed: 3, mode },
    );
    await run.finished;
    expect(run.state.settings.mode).toBe(mode);
    return Object.values(run.state.learned.parameters);
  };
  runOn(preferred);
  for (const optimizer of [chosen.sgd!, chosen.adam!]) {
    const [exact, fused, again] = [
      await weights("exact", optimizer),
      await weights("fused", optimizer),
      await weights("fused", optimizer),
    ];
    expect(again).toEqual(fused);
    for (const [i, x] of fused.entries()) expect(x.sub(exact[i]!).abs().reduceMax().item()).toBeLessThan(1e-5);
  }
});

test("any number of rows, in any order of sizes", () => {
  const net = sequential([dense(9, activations.gelu), dense(3, activations.softmax)]);
  net.memory = { ...net.init(randomKey(4), [5], { dtype: "float32" }), inputShape: [5], dtype: "float32" };
  for (const count of [1, 33, 4, 100, 0, 2]) {
    const x = normal(randomKey(count), [count, 5]);
    const fast = predict(net, x);
    const plan = replay(networkGraph(net, net.memory, false));
    expect(fast.toArray()).toEqual(plan([x, ...Object.values(net.memory.parameters)])[0]!.toArray());
  }
});

test("what has no code of its own is computed by the interpreter in between", () => {
  const middle = (x: Tensor): Tensor => sort(x, -1).mul(2);
  const net = sequential([dense(4), dense(3, middle)]);
  net.memory = { ...net.init(randomKey(4), [5], { dtype: "float32" }), inputShape: [5], dtype: "float32" };
  const plan = replay(networkGraph(net, net.memory, false));
  expect(predict(net, inputs).toArray()).toEqual(plan([inputs, ...Object.values(net.memory.parameters)])[0]!.toArray());
});

test.each([1, 2])(
  "a training in float64 goes on from its checkpoint with the same bits, threads %i",
  async (threads) => {
    const data = { inputs: inputsIn("float64"), targets: sharesIn("float64") };
    const begin = (epochs: number) => {
      const net = sequential([dense(20, activations.tanh), dropout(0.1), dense(3, activations.softmax)]);
      const { categoricalCrossentropy: loss } = losses;
      return train(net, data, { loss, optimizer: chosen.adamw!, epochs, batchSize: 4, seed: 3, threads: 1 });
    };
    const bits = ({ state: { learned, optimizer } }: ReturnType<typeof begin>): unknown =>
      [...Object.values(learned.parameters), ...Object.values(optimizer)].map((x) => Array.from(x.data!));
    runOn(interpreter);
    const expected = begin(6);
    await expected.finished;
    runOn(engine);
    const half = begin(6);
    for await (const { step } of half) if (step === 5) break;
    const rest = resume(loadCheckpoint(save(half.state)), data, { threads });
    await rest.finished;
    expect(bits(rest)).toEqual(bits(expected));
  },
);

test("metrics of a training in float64, which may be float32, are logged", async () => {
  const logs: unknown[] = [];
  for (const executor of [interpreter, engine]) {
    runOn(executor);
    const net = sequential([dense(4, activations.tanh), dense(3, activations.softmax)]);
    const run = train(
      net,
      { inputs: inputsIn("float64"), targets: sharesIn("float64") },
      {
        loss: losses.categoricalCrossentropy,
        optimizer: chosen.sgd!,
        metrics: { share: (p, y) => p.greater(y).mean(), error: (p, y) => p.sub(y).abs().mean() },
        epochs: 2,
        batchSize: 4,
        seed: 3,
      },
    );
    const seen: unknown[] = [];
    for await (const { loss, metrics } of run) seen.push([loss, metrics]);
    logs.push(seen);
  }
  expect(logs[1]).toEqual(logs[0]);
});
