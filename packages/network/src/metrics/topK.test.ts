import { oneHot, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalAccuracy } from "./categoricalAccuracy.ts";
import { topK } from "./topK.ts";

// The example of scikit-learn's top_k_accuracy_score.
const prediction = tensor([
  [0.5, 0.2, 0.2],
  [0.3, 0.4, 0.2],
  [0.2, 0.4, 0.3],
  [0.7, 0.2, 0.1],
]);
const labels = tensor([0, 1, 2, 2], { dtype: "int32" });

test("the example of scikit-learn's documentation", () => {
  expect(topK(prediction, labels, { k: 2 }).item()).toBe(0.75);
});

test("k = 1 is categoricalAccuracy, all classes are always enough", () => {
  const rows = oneHot(labels, 3);
  expect(topK(prediction, rows, { k: 1 }).item()).toBe(categoricalAccuracy(prediction, rows).item());
  expect(topK(prediction, rows, { k: 3 }).item()).toBe(1);
});

test("of equal outputs the first counts as the larger", () => {
  const even = tensor([[1, 1, 1]]);
  const hits = [0, 1, 2].map((label) => topK(even, tensor([label], { dtype: "int32" }), { k: 2 }).item());
  expect(hits).toEqual([1, 1, 0]);
});

test("more than there are classes is refused, and so is the default of 5 then", () => {
  expect(() => topK(prediction, labels)).toThrow(
    new ValueError(
      "topK: expected k to be a whole number from 1 to 3, the number of classes, received 5. " +
        "Write (prediction, target) => topK(prediction, target, { k: 2 }).",
    ),
  );
  expect(() => topK(prediction, labels, { k: 0 })).toThrow(ValueError);
  expect(() => topK(prediction, labels, { k: 1.5 })).toThrow(ValueError);
});
