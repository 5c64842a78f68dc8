import { relu, sigmoid } from "@chainrule/activations";
import { binaryCrossentropy } from "@chainrule/losses";
import { adam, chain, clipByGlobalNorm, cosineDecay, momentum } from "@chainrule/optimizers";
import { DTypeError, normal, type Optimizer, randomKey, ShapeError, type Tensor, ValueError } from "@chainrule/tensor";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  accuracy,
  type Checkpoint,
  dense,
  dropout,
  l2,
  loadCheckpoint,
  type Network,
  predict,
  resume,
  type Run,
  type RunOptions,
  save,
  sequential,
  train,
} from "../index.ts";

interface Data {
  readonly inputs: Tensor;
  readonly targets: Tensor;
}

function examples(rows: number, seed: number): Data {
  const inputs = normal(randomKey(seed), [rows, 3]);
  return { inputs, targets: inputs.sum(1, { keepDims: true }).greater(0).cast("float32") };
}
// 22 examples in batches of 8: three steps an epoch, the last of them smaller.
const data = examples(22, 1);
const validation = examples(9, 2);

const network = (): Network => sequential([dense(6, relu), dropout(0.3), dense(1, sigmoid)]);
const rate = cosineDecay(0.05, { steps: 15 });

/** With all that a run can have; `nothing` is NaN, which a metric may be. */
const begin = (optimizer: Optimizer, options: RunOptions = {}): Run =>
  train(network(), data, {
    loss: binaryCrossentropy,
    optimizer,
    epochs: 9,
    batchSize: 8,
    seed: 3,
    regularizer: l2(1e-3),
    metrics: { accuracy, nothing: (prediction) => prediction.sum().mul(0).div(0) },
    earlyStopping: { patience: 3, minDelta: 0.02 },
    validation,
    ...options,
  });

/** Of all of a training: weights, best weights, optimizer, history, settings, graphs. */
const bits = ({ state }: Run): string => createHash("sha256").update(save(state)).digest("hex");

const reload = (state: Checkpoint): Checkpoint => loadCheckpoint(save(state));

describe.each<[string, Optimizer]>([
  ["momentum", momentum({ rate, momentum: 0.9 })],
  ["adam", chain(clipByGlobalNorm({ limit: 1 }), adam({ rate }))],
])("%s", (_, optimizer) => {
  test("stopped after any step, saved, loaded and continued: the same bits and history", async () => {
    const whole = begin(optimizer);
    const saved: Checkpoint[] = [whole.state];
    for await (const { step } of whole) {
      expect(step).toBe(saved.length);
      saved.push(reload(whole.state));
    }
    const history = await whole.finished;
    expect(history.end).toBe("earlyStopping");
    expect(saved).toHaveLength(history.steps + 1);
    for (const state of saved) {
      const rest = resume(state, data, { validation });
      expect(await rest.finished).toEqual(history);
      expect(bits(rest)).toBe(bits(whole));
      expect(predict(rest.net, data.inputs).toArray()).toEqual(predict(whole.net, data.inputs).toArray());
    }
  });
});

describe("however it was stopped", () => {
  const optimizer = adam({ rate: 0.05 });
  const halt = new Error("enough");
  const ways: Record<string, () => Promise<Run>> = {
    async break() {
      const run = begin(optimizer);
      for await (const { step } of run) if (step === 4) break;
      return run;
    },
    async "an exception in the loop"() {
      const run = begin(optimizer);
      const loop = async (): Promise<void> => {
        for await (const { step } of run) if (step === 4) throw halt;
      };
      await expect(loop()).rejects.toBe(halt);
      return run;
    },
    async stop() {
      const run: Run = begin(optimizer, { callbacks: [{ onStep: ({ step }) => void (step === 4 && run.stop()) }] });
      await run.finished;
      return run;
    },
    async AbortSignal() {
      const controller = new AbortController();
      const onStep = ({ step }: { step: number }): void => void (step === 4 && controller.abort());
      const run = begin(optimizer, { signal: controller.signal, callbacks: [{ onStep }] });
      await run.finished;
      return run;
    },
  };

  test.each(Object.entries(ways))("%s: says so, and goes on to the same bits", async (_, stop) => {
    const whole = begin(optimizer);
    const history = await whole.finished;
    const run = await stop();
    expect(await run.finished).toMatchObject({ steps: 4, end: "stopped" });
    const rest = resume(run.state, data, { validation, net: run.net });
    expect(await rest.finished).toEqual(history);
    expect(bits(rest)).toBe(bits(whole));
    expect(rest.net).toBe(run.net);
    expect(run.net.memory).toEqual(whole.net.memory);
  });

  test.each(["onStep", "onEpoch"])("an exception in %s ends it after that step, and loses nothing", async (name) => {
    const whole = begin(optimizer);
    await whole.finished;
    const callback = ({ step }: { step: number }): void => {
      if (step === 6) throw halt;
    };
    const run = begin(optimizer, { callbacks: [{ [name]: callback }] });
    await expect(run.finished).rejects.toBe(halt);
    expect(run.state.progress.step).toBe(6);
    const rest = resume(reload(run.state), data, { validation });
    await rest.finished;
    expect(bits(rest)).toBe(bits(whole));
  });

  test("early stopping, or all epochs done: nothing is left to do", async () => {
    const run = begin(optimizer);
    const history = await run.finished;
    const rest = resume(reload(run.state), data, { validation });
    const events = await Array.fromAsync(rest);
    expect(events).toEqual([]);
    expect(await rest.finished).toEqual(history);
    expect(rest.net.memory).toEqual(run.net.memory);
  });
});

describe("is refused", () => {
  const state = reload(begin(adam()).state);

  test.each<[string, () => unknown, new (message: string) => Error, string]>([
    [
      "with another number of examples",
      () => resume(state, examples(23, 1), { validation }),
      ValueError,
      "resume: expected the 22 examples that the training began with, received 23. Give the same data in the same order.",
    ],
    [
      "with other inputs",
      () => resume(state, { ...data, inputs: normal(randomKey(0), [22, 4]) }, { validation }),
      ShapeError,
      "resume: expected inputs [rows, 3], received [22, 4]. " + "The network was made for examples of that shape.",
    ],
    [
      "with targets of another shape",
      () => resume(state, { ...data, targets: data.targets.reshape([22]) }, { validation }),
      ShapeError,
      "resume: expected target to have the shape of the target of the training, [rows, 1], received [rows].",
    ],
    [
      "with targets of another dtype",
      () => resume(state, { ...data, targets: data.targets.cast("int32") }, { validation }),
      DTypeError,
      'resume: expected targets in float32, received int32. Write tensor(…, { dtype: "float32" }) around them.',
    ],
    [
      "without its validation examples, even before the first epoch ended",
      () => resume(state, data),
      ValueError,
      "resume: expected the 9 validation examples that the training began with, received 0.",
    ],
    [
      "with fewer validation examples",
      () => resume(state, data, { validation: examples(8, 2) }),
      ValueError,
      "resume: expected the 9 validation examples that the training began with, received 8.",
    ],
    [
      "on a network of another form",
      () => resume(state, data, { validation, net: sequential([dense(6), dense(1)]) }),
      ValueError,
      "resume: expected a network with the weights 1.kernel [3, 6], 1.bias [6], 3.kernel [6, 1], 3.bias [1], received " +
        "1.kernel [3, 6], 1.bias [6], 2.kernel [6, 1], 2.bias [1]. Leave net out.",
    ],
  ])("%s", (_, call, Kind, message) => {
    expect(call).toThrow(Kind);
    expect(call).toThrow(message);
  });
});
