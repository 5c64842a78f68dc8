import { floor, randomKey, tensor, uniform, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { auc } from "./auc.ts";

test("the example of scikit-learn's documentation", () => {
  const [prediction, target] = [tensor([0.1, 0.4, 0.35, 0.8], { dtype: "float64" }), tensor([0, 0, 1, 1])];
  expect(auc(prediction, target).item()).toBe(0.75);
  // At 0.8 one of one is right, at 0.35 two of three: ½ · 1 + ½ · 2/3.
  expect(auc(prediction, target, { curve: "pr" }).item()).toBeCloseTo(5 / 6, 15);
});

test("it is the chance that a yes scores above a no, equal ones half", () => {
  const count = 300;
  const scores = floor(uniform(randomKey(1), [count], { dtype: "float64" }).mul(20));
  const yes = uniform(randomKey(2), [count]).mul(20).add(scores.cast("float32")).greater(20);
  const [s, y] = [scores.toTypedArray(), yes.toTypedArray()];
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (y[i] === 0 || y[j] === 1) continue;
      sum += s[i]! > s[j]! ? 1 : s[i] === s[j] ? 0.5 : 0;
      pairs++;
    }
  }
  expect(auc(scores, yes).item()).toBeCloseTo(sum / pairs, 13);
});

test("the ends: perfect 1, reversed 0, all equal ½ and the share of yes", () => {
  const target = tensor([0, 0, 0, 1]);
  expect(auc(tensor([-3, 0, 1, 9]), target).item()).toBe(1);
  expect(auc(tensor([9, 8, 7, 6]), target).item()).toBe(0);
  expect(auc(tensor([5, 5, 5, 5]), target).item()).toBe(0.5);
  expect(auc(tensor([5, 5, 5, 5]), target, { curve: "pr" }).item()).toBe(0.25);
});

test("only yes or only no: ½, and 0 for precision over recall without a yes", () => {
  const prediction = tensor([0.2, 0.6]);
  expect(auc(prediction, tensor([0, 0])).item()).toBe(0.5);
  expect(auc(prediction, tensor([1, 1])).item()).toBe(0.5);
  expect(auc(prediction, tensor([0, 0]), { curve: "pr" }).item()).toBe(0);
  expect(auc(prediction, tensor([1, 1]), { curve: "pr" }).item()).toBe(1);
});

test("several outputs: the mean of each against the others", () => {
  const prediction = tensor([
    [0.1, 0.9],
    [0.4, 0.2],
    [0.35, 0.3],
    [0.8, 0.1],
  ]);
  const target = tensor([
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 0],
  ]);
  expect(auc(prediction, target).item()).toBe((0.75 + 1) / 2);
});

test("another curve is refused", () => {
  expect(() => auc(tensor([0.5]), tensor([1]), { curve: "PR" as "pr" })).toThrow(
    new ValueError('auc: expected curve to be "roc" or "pr", received "PR". Pass one of them.'),
  );
});
