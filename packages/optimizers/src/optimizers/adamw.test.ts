import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { adamw } from "./adamw.ts";
import { expectNear, follow } from "../internal/testing.ts";

test("by hand: 2 − 0.1 · (1 + 0.5 · 2)", () => {
  expectNear(follow(adamw({ rate: 0.1, decay: 0.5, epsilon: 0 }), [2], [[7]]), [[1.8]]);
});

test("the default decay is 0.01", () => {
  expectNear(follow(adamw({ rate: 0.1 }), [2], [[0]]), [[1.998]]);
});

test("the mask spares parameters", () => {
  expect(follow(adamw({ decay: 0.5, mask: (name) => name !== "w" }), [2], [[0]])).toEqual([[2]]);
});

test("a negative decay throws", () => {
  expect(() => adamw({ decay: -1 })).toThrow(ValueError);
});
