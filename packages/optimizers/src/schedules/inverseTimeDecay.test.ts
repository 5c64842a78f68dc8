import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { inverseTimeDecay } from "./inverseTimeDecay.ts";

test("by hand: half after 1 / decay steps, a third after two times that", () => {
  expectNear(valuesAt(inverseTimeDecay(6, { decay: 0.1 }), [0, 10, 20]), [6, 3, 2]);
});

test("a negative decay throws", () => {
  expect(() => inverseTimeDecay(1, { decay: -1 })).toThrow(ValueError);
});
