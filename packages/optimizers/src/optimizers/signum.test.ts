import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { signum } from "./signum.ts";

test("by hand: 10 outweighs −5 after it (½ · 5 − 2.5 = 0 ends the move), −1 turns it", () => {
  const steps = follow(signum({ rate: 0.1, momentum: 0.5 }), [0], [[10], [-5], [-1]]);
  expectNear(steps, [[-0.1], [-0.1], [0]]);
});

test("a momentum of 1 throws", () => {
  expect(() => signum({ momentum: 1 })).toThrow(ValueError);
});
