import { meanSquaredError } from "@chainrule/losses";
import { adam } from "@chainrule/optimizers";
import { foldIn, normal, type Parameters, randomKey, sizeOf, slice, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import {
  dense,
  flatten,
  initialize,
  load,
  loadCheckpoint,
  predict,
  resume,
  save,
  sequential,
  train,
} from "../index.ts";
import * as exported from "./index.ts";
import type { Layer } from "./layer.ts";

// What holds for every layer; the first word of a case is the export it is about.

const made: Record<string, () => Layer> = {
  activation: () => exported.activation((x) => x.tanh()),
  activityRegularization: () => exported.activityRegularization({ l1: 0.01, l2: 0.01 }),
  alphaDropout: () => exported.alphaDropout(0.2),
  batchNorm: () => exported.batchNorm(),
  categoryEncoding: () => exported.categoryEncoding(5),
  "categoryEncoding, oneHot": () => exported.categoryEncoding(5, { output: "oneHot" }),
  "dropout, schedule": () => exported.dropout((step) => step.mul(0.01)),
  dropout: () => exported.dropout(0.2),
  embedding: () => exported.embedding(10, 3),
  flatten: () => exported.flatten(),
  gaussianDropout: () => exported.gaussianDropout(0.2),
  gaussianNoise: () => exported.gaussianNoise(0.1),
  groupNorm: () => exported.groupNorm(2),
  identity: () => exported.identity(),
  lambda: () => exported.lambda((x) => x.sum(-1)),
  layerNorm: () => exported.layerNorm(),
  normalization: () => exported.normalization(normal(randomKey(9), [10, 3, 4])),
  prelu: () => exported.prelu(),
  rescaling: () => exported.rescaling({ scale: 2, offset: [1, 2, 3, 4] }),
  reshape: () => exported.reshape([2, 6]),
  rmsNorm: () => exported.rmsNorm(),
  spatialDropout: () => exported.spatialDropout(0.2),
  swapEma: () => exported.swapEma(sequential([flatten(), exported.dense(3), exported.batchNorm()])),
  unitNorm: () => exported.unitNorm(),
  // These two take rows of features alone.
  dense: () => sequential([flatten(), exported.dense(3)]),
  maxout: () => sequential([flatten(), exported.maxout(3)]),
};

test("every layer is here", () => {
  const named = Object.keys(made).map((name) => name.split(",")[0]);
  expect([...new Set(named)].sort()).toEqual(Object.keys(exported).sort());
});

const inputShape = [3, 4];
const wholeNumbers = ["embedding", "categoryEncoding"];
const options = { loss: meanSquaredError, optimizer: adam(), epochs: 2, batchSize: 4, seed: 3 };

describe.each(Object.entries(made))("%s", (name, make) => {
  const normalInputs = normal(randomKey(1), [10, ...inputShape]);
  const isWhole = wholeNumbers.some((word) => name.startsWith(word));
  const inputs: Tensor = isWhole ? normalInputs.abs().mul(3).min(4).cast("int32").cast("float32") : normalInputs;
  const data = { inputs, targets: normal(randomKey(2), [10, 1]) };
  const build = () => sequential([make(), flatten(), dense(1)]);

  test("gives the shape that it says, for any number of rows, and the same bits traced", () => {
    const net = initialize(sequential([make()]), { inputShape, dtype: "float64" });
    const x = inputs.cast("float64");
    const [y] = net.apply(net.memory!, x, { training: false, key: randomKey(0) });
    expect(y.shape).toEqual([10, ...net.memory!.outputShape]);
    expect(predict(net, x).toArray()).toEqual(y.toArray());
    const one = slice(x, 0, 0, 1);
    expect(predict(net, one).toTypedArray()).toEqual(y.toTypedArray().slice(0, sizeOf(net.memory!.outputShape)));
  });

  test("says what it remembers: the next state has the names and shapes of the first", () => {
    const { parameters, state } = make().init(randomKey(0), inputShape, { dtype: "float32" });
    const [, next] = make().apply({ parameters, state }, inputs, { training: true, key: randomKey(0) });
    const shapes = (of: Parameters): unknown[] => Object.entries(of).map(([key, { shape }]) => [key, shape]);
    expect(shapes(next)).toEqual(shapes(state));
  });

  test("trains; stopped, saved and resumed to the same bits; a saved model predicts and trains on", async () => {
    const whole = train(build(), data, options);
    const { epochs } = await whole.finished;
    expect(epochs.every(({ loss }) => Number.isFinite(loss))).toBe(true);
    const part = train(build(), data, options);
    for await (const { step } of part) if (step === 4) break;
    const rest = resume(loadCheckpoint(save(part.state)), data);
    expect((await rest.finished).epochs).toEqual(epochs);
    expect(rest.net.memory).toEqual(whole.net.memory);

    const loaded = load(save(whole.net));
    expect(predict(loaded, inputs)).toEqual(predict(whole.net, inputs));
    const [once, twice] = [loaded, whole.net].map((net) => train(net, data, options).finished);
    expect(await once).toEqual(await twice);
  });
});

test.each([
  exported.alphaDropout,
  exported.dropout,
  exported.gaussianDropout,
  exported.gaussianNoise,
  exported.spatialDropout,
])(
  // prettier-ignore
  "%o: an amount of 0 and prediction change nothing; one key, one choice; an amount out of range is refused",
  (make) => {
    const x = normal(randomKey(1), [4, 3]);
    const on = (amount: number, key: number, training = true): Tensor =>
      make(amount).apply({ parameters: {}, state: {} }, x, { training, key: foldIn(randomKey(0), key) })[0];
    expect(on(0, 1)).toBe(x);
    expect(on(0.5, 1, false)).toBe(x);
    expect(on(0.5, 1).toArray()).toEqual(on(0.5, 1).toArray());
    expect(on(0.5, 1).toArray()).not.toEqual(on(0.5, 2).toArray());
    expect(() => make(-1)).toThrow(/expected (rate|deviation) to be a/);
  },
);
