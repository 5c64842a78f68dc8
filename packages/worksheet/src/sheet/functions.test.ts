import * as losses from "@chainrule/losses";
import { expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { lossOf } from "./functions.ts";
import { readSheet, SheetError } from "./index.ts";

test("a loss whose outputs do not add up to its row is no loss of a sheet", () => {
  const known = Object.keys(losses).filter((name) => lossOf(name));
  expect(known).toEqual([
    ..."binaryCrossentropy binaryFocalCrossentropy categoricalCrossentropy categoricalFocalCrossentropy".split(" "),
    ..."categoricalGeneralizedCrossEntropy halfSquaredError hinge hingeEmbedding huber klDivergence logCosh".split(" "),
    ..."meanAbsoluteError meanAbsolutePercentageError meanSquaredError meanSquaredLogarithmicError".split(" "),
    ..."perceptron poisson polyLoss quantile smoothL1 softMargin squaredHinge".split(" "),
  ]);
});

const withActivation = (activation: unknown, more: object = {}): ReturnType<typeof readSheet> =>
  readSheet({
    format: "worked-example/1",
    id: "sheet",
    network: {
      layers: [1, 1],
      activations: [activation],
      input: [["-2"]],
      target: [["1"]],
      weights: { W1: [["0.5"]] },
      loss: { name: "half_sq" },
      ...more,
    },
    steps: [],
  });

const outputOf = (activation: unknown, more?: object): number =>
  layoutSheet(withActivation(activation, more))
    .steps.find(({ id }) => id === "a1")!
    .value.item();

test("an activation may have options, in brackets or beside its name", () => {
  const expected = 0.3 * Math.expm1(-1);
  expect(outputOf("elu(alpha=0.3)")).toBeCloseTo(expected, 12);
  expect(outputOf("elu( alpha = 0.3 )")).toBeCloseTo(expected, 12);
  expect(outputOf({ name: "elu", options: { alpha: "0.3" } })).toBeCloseTo(expected, 12);
  expect(outputOf("celu(alpha=2)")).toBeCloseTo(2 * Math.expm1(-0.5), 12);
  expect(outputOf("elu")).toBeCloseTo(Math.expm1(-1), 12);
  expect(outputOf("leaky_relu(slope=0.2)", { leaky_slope: "0.1" })).toBeCloseTo(-0.2, 12);
  expect(outputOf("leaky_relu", { leaky_slope: "0.1" })).toBeCloseTo(-0.1, 12);
});

test("an option that an activation does not have, or that is no number, is refused", () => {
  expect(() => withActivation("elu(slope=0.3)")).toThrow(/expected options of elu, received slope. It has alpha\./);
  expect(() => withActivation("relu(alpha=0.3)")).toThrow(/expected options of relu, received alpha. It has none\./);
  expect(() => withActivation({ name: "elu", options: { alpha: "much" } })).toThrow(SheetError);
  expect(() => withActivation("elu(0.3)")).toThrow(SheetError);
  expect(() => withActivation({ name: "elu", options: [0.3] })).toThrow(SheetError);
});
