import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { nesterov } from "./nesterov.ts";

test("by hand: 1 + 0.9 · 1 = 1.9, then 1 + 0.9 · 1.9 = 2.71", () => {
  expectNear(follow(nesterov({ rate: 0.1 }), [1], [[1], [1]]), [[0.81], [0.539]]);
});

test("both forms are equal at a constant rate", () => {
  const gradients = [[1], [-2], [0.5]];
  const torch = follow(nesterov({ form: "torch" }), [1], gradients);
  expectNear(follow(nesterov({ form: "keras" }), [1], gradients), torch);
});

test("an impossible momentum throws", () => {
  expect(() => nesterov({ momentum: -0.1 })).toThrow(ValueError);
});
