import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { adadelta } from "./adadelta.ts";

test("by hand: g = 2 gives v = 0.4 and d = 2 √0.1 / √0.5, of which u = 0.1 · d² is kept", () => {
  const first = (2 * Math.sqrt(0.1)) / Math.sqrt(0.5);
  const second = (1 * Math.sqrt(0.1 * first ** 2 + 0.1)) / Math.sqrt(0.9 * 0.4 + 0.1 + 0.1);
  expectNear(follow(adadelta({ epsilon: 0.1 }), [0], [[2], [1]]), [[-first], [-first - second]]);
});

test("a gradient of zero moves nothing", () => {
  expect(follow(adadelta(), [1], [[0]])).toEqual([[1]]);
});

test("a decay of 1 throws", () => {
  expect(() => adadelta({ decay: 1 })).toThrow(ValueError);
});
