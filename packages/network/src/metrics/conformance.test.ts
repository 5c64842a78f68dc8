import { replay, trace } from "@chainrule/compiler";
import { meanSquaredError } from "@chainrule/losses";
import {
  type DType,
  gather,
  type Metric,
  oneHot,
  randomKey,
  ShapeError,
  slice,
  type Tensor,
  tensor,
  uniform,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as exported from "./index.ts";

// What holds for every metric; the first word of a case is the export it is about.

type Kind = "flat" | "column" | "rows" | "labels";

/** Probabilities and a target of some kind. */
const inputs: Record<Kind, (length: number, dtype: DType) => [prediction: Tensor, target: Tensor]> = {
  flat: (length, dtype) => [draw(1, [length], dtype), draw(2, [length], dtype).greater(0.5).cast(dtype)],
  column: (length, dtype) => [draw(1, [length, 1], dtype), draw(2, [length, 1], dtype).greater(0.5).cast(dtype)],
  rows: (length, dtype) => [chances(length, dtype), oneHot(classes(length), 3, { dtype })],
  labels: (length, dtype) => [chances(length, dtype), classes(length)],
};
const draw = (seed: number, shape: number[], dtype: DType): Tensor => uniform(randomKey(seed), shape, { dtype });
const classes = (length: number): Tensor => draw(2, [length], "float32").mul(3).cast("int32");
const chances = (length: number, dtype: DType): Tensor => {
  const weights = draw(1, [length, 3], dtype);
  return weights.div(weights.sum(-1, { keepDims: true }));
};

const elementwise: Kind[] = ["flat", "column", "rows"];
const all: Kind[] = [...elementwise, "labels"];

const metrics: Record<string, [Metric, Kind[]]> = {
  accuracy: [exported.accuracy, all],
  auc: [exported.auc, elementwise],
  "auc, precision over recall": [(p, y, given) => exported.auc(p, y, { ...given, curve: "pr" }), elementwise],
  balancedAccuracy: [exported.balancedAccuracy, all],
  binaryAccuracy: [exported.binaryAccuracy, elementwise],
  brier: [exported.brier, all],
  categoricalAccuracy: [exported.categoricalAccuracy, ["rows"]],
  cohenKappa: [exported.cohenKappa, all],
  "cohenKappa, quadratic": [(p, y, given) => exported.cohenKappa(p, y, { ...given, weights: "quadratic" }), all],
  concordance: [exported.concordance, elementwise],
  confusionMatrix: [exported.confusionMatrix, all],
  expectedCalibrationError: [exported.expectedCalibrationError, all],
  explainedVariance: [exported.explainedVariance, elementwise],
  f1: [exported.f1, all],
  "f1, micro": [(p, y, given) => exported.f1(p, y, { ...given, average: "micro" }), all],
  "f1, weighted": [(p, y, given) => exported.f1(p, y, { ...given, average: "weighted" }), all],
  fBeta: [(p, y, given) => exported.fBeta(p, y, { ...given, beta: 2 }), all],
  falseNegatives: [exported.falseNegatives, elementwise],
  falsePositives: [exported.falsePositives, elementwise],
  iou: [exported.iou, all],
  logLoss: [exported.logLoss, all],
  mae: [exported.mae, elementwise],
  mape: [exported.mape, elementwise],
  matthews: [exported.matthews, all],
  maxError: [exported.maxError, elementwise],
  mean: [exported.mean(meanSquaredError), elementwise],
  meanIou: [exported.meanIou, all],
  medianAbsoluteError: [exported.medianAbsoluteError, elementwise],
  mse: [exported.mse, elementwise],
  msle: [exported.msle, elementwise],
  pearson: [exported.pearson, elementwise],
  perplexity: [exported.perplexity, all],
  precision: [exported.precision, all],
  precisionAtRecall: [(p, y, given) => exported.precisionAtRecall(p, y, { ...given, recall: 0.5 }), elementwise],
  r2: [exported.r2, elementwise],
  recall: [exported.recall, all],
  recallAtPrecision: [(p, y, given) => exported.recallAtPrecision(p, y, { ...given, precision: 0.5 }), elementwise],
  rmse: [exported.rmse, elementwise],
  sensitivityAtSpecificity: [
    (p, y, given) => exported.sensitivityAtSpecificity(p, y, { ...given, specificity: 0.5 }),
    elementwise,
  ],
  sparseCategoricalAccuracy: [exported.sparseCategoricalAccuracy, ["labels"]],
  specificityAtSensitivity: [
    (p, y, given) => exported.specificityAtSensitivity(p, y, { ...given, sensitivity: 0.5 }),
    elementwise,
  ],
  sum: [exported.sum(meanSquaredError), elementwise],
  topK: [(p, y, given) => exported.topK(p, y, { ...given, k: 2 }), ["rows", "labels"]],
  trueNegatives: [exported.trueNegatives, elementwise],
  truePositives: [exported.truePositives, elementwise],
};

test("every metric is here", () => {
  const named = Object.keys(metrics).map((name) => name.split(",")[0]);
  expect([...new Set(named)].sort()).toEqual(Object.keys(exported).sort());
});

const tried = Object.entries(metrics).flatMap(([name, [metric, kinds]]) =>
  kinds.map((kind) => ({ name, metric, kind, make: inputs[kind] })),
);

describe.each(tried)("$name of $kind", ({ name, metric, make }) => {
  test.each<DType>(["float32", "float64"])("a scalar of the prediction's dtype, %s; or counts", (dtype) => {
    const { shape, dtype: found } = metric(...make(12, dtype));
    if (name === "confusionMatrix") expect([shape.length, found]).toEqual([2, "int32"]);
    else expect([shape, found]).toEqual([[], dtype]);
  });

  test("traced once for any number of rows, it gives the same bits", () => {
    const unknown = make(1, "float32").map(({ shape, dtype }) => ({ shape: [-1, ...shape.slice(1)], dtype }));
    const run = replay(trace((prediction, target) => [metric(prediction, target)], unknown));
    for (const length of [12, 7, 1]) {
      const given = make(length, "float32");
      expect(run(given)[0]!.toArray()).toEqual(metric(...given).toArray());
    }
  });

  test("an example of weight n counts as n examples do, one of weight 0 as none", () => {
    const counts = [2, 0, 1, 3, 1, 0, 2, 1, 1, 5, 1, 2];
    const [prediction, target] = make(12, "float64");
    const rows = tensor(
      counts.flatMap((count, row) => Array<number>(count).fill(row)),
      { dtype: "int32" },
    );
    const sampleWeights = tensor(counts, { dtype: "float64" });
    const expected = metric(gather(prediction, rows), gather(target, rows)).toArray();
    const weighted = metric(prediction, target, { sampleWeights }).toArray();
    if (Array.isArray(expected)) expect(weighted).toEqual(expected);
    else expect(weighted).toBeCloseTo(expected, 12);
  });

  test("with weights that merely broadcast it is refused", () => {
    const sampleWeights = tensor([1], { dtype: "float32" });
    expect(() => metric(...make(12, "float32"), { sampleWeights })).toThrow(ShapeError);
  });

  test("shapes that merely broadcast are refused", () => {
    const [prediction, target] = make(12, "float32");
    expect(() => metric(prediction, target.reshape([...target.shape, 1]))).toThrow(ShapeError);
    expect(() => metric(prediction, slice(target, 0, 0, 1))).toThrow(ShapeError);
  });
});
