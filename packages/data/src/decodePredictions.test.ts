import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { decodePredictions } from "./decodePredictions.ts";
import type { Preparation, Target } from "./preparation.ts";

const about = (target: Target): Preparation => ({
  features: [{ kind: "number", column: "a", mean: 0, scale: 1 }],
  target,
  missing: "error",
});
const classes = about({ kind: "classes", column: "y", labels: ["cat", "cow"] });
const yesNo = about({ kind: "boolean", column: "y", labels: ["no", "yes"] });
const number = about({ kind: "number", column: "y", mean: 10, scale: 4 });

test("the likeliest class, the first of equals, with its probability", () => {
  expect(
    decodePredictions(
      classes,
      tensor([
        [0.25, 0.75],
        [0.5, 0.5],
      ]),
    ),
  ).toEqual([
    { prediction: "cow", probability: 0.75 },
    { prediction: "cat", probability: 0.5 },
  ]);
});

test("yes above one half, with the probability of what is said", () => {
  expect(decodePredictions(yesNo, tensor([[0.75], [0.25], [0.5]]))).toEqual([
    { prediction: "yes", probability: 0.75 },
    { prediction: "no", probability: 0.75 },
    { prediction: "no", probability: 0.5 },
  ]);
});

test("numbers in the unit of the column", () => {
  expect(decodePredictions(number, tensor([[-0.5], [2]]))).toEqual([{ prediction: 8 }, { prediction: 18 }]);
  expect(decodePredictions(number, tensor([], { shape: [0, 1] }))).toEqual([]);
});

test("refuses another shape, and what is not finite", () => {
  expect(() => decodePredictions(classes, tensor([[1], [0]]))).toThrow('[rows, 2] for the target "y", received [2, 1]');
  expect(() => decodePredictions(number, tensor([1]))).toThrow(expect.objectContaining({ code: "ShapeError" }));
  expect(() =>
    decodePredictions(
      classes,
      tensor([
        [0, 1],
        [NaN, 1],
      ]),
    ),
  ).toThrow("received NaN in row 2");
});
