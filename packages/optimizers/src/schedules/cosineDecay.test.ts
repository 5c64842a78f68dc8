import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { cosineDecay } from "./cosineDecay.ts";
import { expectNear, valuesAt } from "../internal/testing.ts";

test("by hand: cos 60° = ½ after a third of the way, and flat after the end", () => {
  expectNear(valuesAt(cosineDecay(5, { steps: 6, final: 1 }), [0, 2, 3, 6, 10]), [5, 4, 3, 1, 1]);
});

test("no steps throw", () => {
  expect(() => cosineDecay(1, { steps: 0 })).toThrow(ValueError);
});
