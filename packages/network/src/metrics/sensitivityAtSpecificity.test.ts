import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sensitivityAtSpecificity } from "./sensitivityAtSpecificity.ts";

const prediction = tensor([0, 0.3, 0.8, 0.3, 0.8]);
const target = tensor([0, 0, 0, 1, 1]);
const at = (specificity: number): number => sensitivityAtSpecificity(prediction, target, { specificity }).item();

test("by hand: from 0.8 on half of the yes and a third of the no, from 0.3 on all of the yes", () => {
  expect([0, 1 / 3, 0.5, 2 / 3, 0.7, 1].map(at)).toEqual([1, 1, 0.5, 0.5, 0, 0]);
});

test("of several outputs the mean", () => {
  const both = tensor([[0, 1], [0.3, 0], [0.8, 0], [0.3, 0], [0.8, 0]]); // prettier-ignore
  const truth = tensor([[0, 1], [0, 0], [0, 0], [1, 0], [1, 0]]); // prettier-ignore
  expect(sensitivityAtSpecificity(both, truth, { specificity: 0.5 }).item()).toBe((0.5 + 1) / 2);
});

test("a share above 1 is refused", () => {
  expect(() => at(1.5)).toThrow(ValueError);
  expect(() => at(1.5)).toThrow("sensitivityAtSpecificity: expected specificity to be a number from 0 to 1");
});
