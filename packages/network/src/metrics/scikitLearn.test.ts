import { oneHot, tensor, type Tensor } from "@chainrule/tensor";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as metrics from "./index.ts";

// scikit-learn as a foreign oracle: fixtures/metrics.py says what it computes, this compares our float64 with it.

interface Case {
  readonly name: string;
  readonly set: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly value: number | readonly number[][];
}
interface Fixture {
  readonly script: string;
  readonly sets: Readonly<Record<string, Readonly<Record<"prediction" | "target", number[] | number[][]>>>>;
  readonly cases: readonly Case[];
}
type Any = (prediction: Tensor, target: Tensor, options: object) => Tensor;

const read = (name: string): string => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");
const { script, sets, cases } = JSON.parse(read("metrics.json")) as Fixture;

test("metrics.json was made by the present script", () => {
  const present = createHash("sha256").update(read("metrics.py")).digest("hex");
  expect(script, "run python3 packages/network/fixtures/metrics.py").toBe(present);
});

/** What scikit-learn has not: their own tests hold them against something else. */
const ours = ["concordance", "expectedCalibrationError", "mean", "sum"];

test("every metric is there", () => {
  const there = [...new Set(cases.map(({ name }) => name)), ...ours];
  expect(there.sort()).toEqual(Object.keys(metrics).sort());
});

/** As scikit-learn was given them; its labels as one-hot rows too, where the metric takes these. */
function inputs({ name, set }: Case): [prediction: Tensor, target: Tensor][] {
  const { prediction, target } = sets[set]!;
  const p = tensor(prediction, { dtype: "float64" });
  if (p.rank === 1 || Array.isArray(target[0])) return [[p, tensor(target, { dtype: "float64" })]];
  const labels = tensor(target, { dtype: "int32" });
  const rows = oneHot(labels, p.shape[1]!, { dtype: "float64" });
  if (name === "auc" || name === "categoricalAccuracy") return [[p, rows]];
  return name === "sparseCategoricalAccuracy"
    ? [[p, labels]]
    : [
        [p, labels],
        [p, rows],
      ];
}

test.each(cases)("$name $options of $set", (each) => {
  const metric = (metrics as unknown as Record<string, Any>)[each.name]!;
  for (const [prediction, target] of inputs(each)) {
    const ours = metric(prediction, target, each.options).toArray();
    if (Array.isArray(ours)) expect(ours).toEqual(each.value);
    else expect(ours).toBeCloseTo(each.value as number, 13);
  }
});
