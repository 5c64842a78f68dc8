import * as losses from "@chainrule/losses";
import { type Loss, oneHot, tensor, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as metrics from "../metrics/index.ts";
import { fixtures, named } from "./fixture.ts";

interface Case {
  readonly name: string;
  readonly set: string;
  /** The loss that a metric is made of. */
  readonly of?: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** How many of the digits after the point they have, where not almost all. */
  readonly digits?: number;
  readonly value: number | readonly number[][];
}
type Sets = Readonly<Record<string, Readonly<Record<"prediction" | "target", number[] | number[][]>>>>;
type Any = (prediction: Tensor, target: Tensor, options: object) => Tensor;

const all = fixtures<{ readonly sets: Sets }, Case>("metrics");

/** What no library has like this: its own test holds it against something else. */
const ours = ["expectedCalibrationError"];

test("every metric is there", () => {
  const there = new Set([...all.flatMap(({ cases }) => cases).map(({ name }) => name), ...ours]);
  expect([...there].sort()).toEqual(Object.keys(metrics).sort());
});

const ofRows = ["auc", "categoricalAccuracy"];

/** As the library was given them; its labels as one-hot rows too, where the metric takes these. */
function inputs(name: string, { prediction, target }: Sets[string]): [prediction: Tensor, target: Tensor][] {
  const p = tensor(prediction, { dtype: "float64" });
  if (p.rank === 1 || Array.isArray(target[0])) return [[p, tensor(target, { dtype: "float64" })]];
  const labels = tensor(target, { dtype: "int32" });
  const rows = oneHot(labels, p.shape[1]!, { dtype: "float64" });
  if (ofRows.includes(name)) return [[p, rows]];
  return name === "sparseCategoricalAccuracy"
    ? [[p, labels]]
    : [
        [p, labels],
        [p, rows],
      ];
}

describe.each(all)("$from", ({ sets, cases }) => {
  test.each(cases)("$name $options of $set $of", ({ name, set, of, options, value, digits = 13 }) => {
    const metric = of ? named<(loss: Loss) => Any>(metrics, name)(named(losses, of)) : named<Any>(metrics, name);
    for (const [prediction, target] of inputs(name, sets[set]!)) {
      const ours = metric(prediction, target, options).toArray();
      if (Array.isArray(ours)) expect(ours).toEqual(value);
      else expect(ours).toBeCloseTo(value as number, digits);
    }
  });
});
