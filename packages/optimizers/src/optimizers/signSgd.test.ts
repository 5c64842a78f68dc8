import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { signSgd } from "./signSgd.ts";

test("by hand: the size of a gradient does not matter, and 0 stays", () => {
  expectNear(follow(signSgd({ rate: 0.5 }), [1, 1, 1], [[1e-9, -100, 0]]), [[0.5, 1.5, 1]]);
});

test("a NaN is not hidden by its sign", () => {
  expect(follow(signSgd(), [1], [[NaN]])).toEqual([[NaN]]);
});

test("a negative rate throws", () => {
  expect(() => signSgd({ rate: -1 })).toThrow(ValueError);
});
