import * as losses from "@chainrule/losses";
import { expect, test } from "vitest";
import { lossOf } from "./functions.ts";

test("a loss whose outputs do not add up to its row is no loss of a sheet", () => {
  const known = Object.keys(losses).filter((name) => lossOf(name));
  expect(known).toEqual([
    ..."binaryCrossentropy binaryFocalCrossentropy categoricalCrossentropy categoricalFocalCrossentropy".split(" "),
    ..."categoricalGeneralizedCrossEntropy halfSquaredError hinge hingeEmbedding huber klDivergence logCosh".split(" "),
    ..."meanAbsoluteError meanAbsolutePercentageError meanSquaredError meanSquaredLogarithmicError".split(" "),
    ..."perceptron poisson polyLoss quantile smoothL1 softMargin squaredHinge".split(" "),
  ]);
});
