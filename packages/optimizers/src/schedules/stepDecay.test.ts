import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { stepDecay } from "./stepDecay.ts";

test("by hand: a tenth every three steps", () => {
  expectNear(valuesAt(stepDecay(1, { every: 3 }), [0, 2, 3, 5, 6]), [1, 1, 0.1, 0.1, 0.01]);
});

test("stairs of no whole length throw", () => {
  expect(() => stepDecay(1, { every: 2.5 })).toThrow(ValueError);
});
