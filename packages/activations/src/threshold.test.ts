import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { threshold } from "./threshold.ts";

const x = tensor([-2, 1, 1.5]);

test("by hand: what is at most the threshold becomes the value", () => {
  expect(threshold(x).toArray()).toEqual([0, 0, 1.5]);
  expect(threshold(x, { threshold: -3, value: 20 }).toArray()).toEqual([-2, 1, 1.5]);
  expect(threshold(x, { threshold: 0, value: 20 }).toArray()).toEqual([20, 1, 1.5]);
});

test("a threshold that is no number is refused", () => {
  expect(() => threshold(x, { threshold: NaN })).toThrow(ValueError);
});
