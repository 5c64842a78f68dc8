import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { linearDecay } from "./linearDecay.ts";

test("by hand: down in four steps, and no further", () => {
  expectNear(valuesAt(linearDecay(1, { steps: 4 }), [0, 1, 2, 4, 9]), [1, 0.75, 0.5, 0, 0]);
});

test("it may rise", () => {
  expectNear(valuesAt(linearDecay(0.1, { steps: 2, final: 0.3 }), [0, 1, 2]), [0.1, 0.2, 0.3]);
});

test("no steps throw", () => {
  expect(() => linearDecay(1, { steps: 0 })).toThrow(ValueError);
});
