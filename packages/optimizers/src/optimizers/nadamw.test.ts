import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { nadam } from "./nadam.ts";
import { nadamw } from "./nadamw.ts";

test("by hand: at a gradient of 0 the weights lose rate · decay of themselves", () => {
  expectNear(follow(nadamw({ rate: 0.1, decay: 0.5 }), [2], [[0]]), [[1.9]]);
});

test("the decay stands beside the step of nadam, which does not rescale it", () => {
  const [[plain = 0] = []] = follow(nadam({ rate: 0.1 }), [2], [[3]]);
  expectNear(follow(nadamw({ rate: 0.1, decay: 0.5 }), [2], [[3]]), [[plain - 0.1]]);
  expectNear(follow(nadamw({ rate: 0.1, decay: 0.5, mask: () => false }), [2], [[3]]), [[plain]]);
});

test("a negative decay throws", () => {
  expect(() => nadamw({ decay: -1 })).toThrow(ValueError);
});
