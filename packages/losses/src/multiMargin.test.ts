import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { multiMargin } from "./multiMargin.ts";

const scores = tensor([
  [3, 1, -2],
  [0.5, 0, 0.25],
]);
const labels = tensor([0, 2], { dtype: "int32" });

test("by hand: the second row costs (1¼ + ¾)/3, the first nothing", () => {
  const [first, second] = multiMargin(scores, labels).toTypedArray();
  expect(first).toBe(0);
  expect(second).toBeCloseTo(2 / 3, 6);
});

test("by hand: with margin 3 the first costs (3 − 2)/3 for the second class", () => {
  expect(multiMargin(scores, labels, { margin: 3 }).toTypedArray()[0]).toBeCloseTo(1 / 3, 6);
});

test("the slope is ⅓ for each class within the margin, and the true one has it all", () => {
  const slopes = grad((p) => multiMargin(p, labels).sum())(scores).toTypedArray();
  [0, 0, 0, 1 / 3, 1 / 3, -2 / 3].forEach((expected, i) => expect(slopes[i]).toBeCloseTo(expected, 6));
});

test("one-hot rows and labels out of range are refused", () => {
  expect(() => multiMargin(scores, scores)).toThrow("Take categoricalHinge for one-hot rows.");
  expect(() => multiMargin(scores, labels.add(1))).toThrow(
    new ValueError(
      "multiMargin: expected labels from 0 to 2, received 3. Number the classes from 0, or give the last layer more units.",
    ),
  );
});
