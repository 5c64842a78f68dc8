import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { chainSchedules } from "./chainSchedules.ts";
import { constant } from "./constant.ts";
import { linearDecay } from "./linearDecay.ts";

test("by hand: the product", () => {
  const fall = linearDecay(1, { steps: 4 });
  expectNear(valuesAt(chainSchedules(constant(0.2), fall, fall), [0, 1, 2]), [0.2, 0.2 * 0.75 ** 2, 0.05]);
});

test("none throws", () => {
  expect(() => chainSchedules()).toThrow(ValueError);
});
