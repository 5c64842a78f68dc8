import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { constant } from "./constant.ts";
import { valuesAt } from "../internal/testing.ts";

test("never changes, and must be finite", () => {
  expect(valuesAt(constant(0.3), [0, 1, 1e6])).toEqual([0.3, 0.3, 0.3]);
  expect(() => constant(Infinity)).toThrow(ValueError);
});
