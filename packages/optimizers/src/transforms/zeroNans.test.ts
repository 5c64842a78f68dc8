import { compile } from "@chainrule/compiler";
import { expect, test } from "vitest";
import { contextOf, float64, transformed } from "../internal/testing.ts";
import { zeroNans } from "./zeroNans.ts";

test("by hand: NaN becomes 0, all else stays", () => {
  expect(transformed(zeroNans(), float64([1, NaN, -Infinity]))).toEqual([1, 0, -Infinity]);
});

test("compiled, NaN still differs from itself", () => {
  const f = compile((w) => zeroNans().update({ w }, {}, contextOf({ w }))[0]["w"]!);
  expect(f(float64([1, NaN])).toArray()).toEqual([1, 0]);
});
