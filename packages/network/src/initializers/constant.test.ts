import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { constant } from "./constant.ts";
import { begin } from "./internal/testing.ts";

test("one number everywhere", () => {
  expect(begin(constant(0.1), [2, 2]).toArray()).toEqual([
    [0.1, 0.1],
    [0.1, 0.1],
  ]);
});

test("NaN and infinity are refused", () => {
  expect(() => constant(NaN)).toThrow(
    new ValueError("constant: expected value to be a finite number, received NaN. Pass for example 0.1."),
  );
});
