import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { cyclic } from "./cyclic.ts";

test("by hand: up in two steps, down in four, again and again", () => {
  expectNear(valuesAt(cyclic(1, { high: 3, up: 2, down: 4 }), [0, 1, 2, 3, 6, 7, 8]), [1, 2, 3, 2.5, 1, 2, 3]);
});

test("by hand: each further triangle half as high, or the height falling at every step", () => {
  expectNear(valuesAt(cyclic(0, { high: 1, up: 1, shrink: 0.5 }), [1, 3, 5]), [1, 0.5, 0.25]);
  expectNear(valuesAt(cyclic(0, { high: 1, up: 1, factor: 0.5 }), [1, 3, 5]), [0.5, 0.125, 1 / 32]);
});

test("a shrink of 0 throws", () => {
  expect(() => cyclic(0, { high: 1, up: 1, shrink: 0 })).toThrow(ValueError);
});
