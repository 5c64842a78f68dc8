import { ShapeError, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { begin } from "./internal/testing.ts";
import { sparse } from "./sparse.ts";

test("of each unit's weights that share is 0, rounded up, at places of its own", () => {
  const x = begin(sparse({ sparsity: 0.85, deviation: 2 }), [101, 30]);
  const zero = x.equal(0).cast("int32");
  expect(new Set(zero.sum(0).toTypedArray())).toEqual(new Set([Math.ceil(101 * 0.85)]));
  const columns = zero.transpose().toArray() as number[][];
  expect(new Set(columns.map((unit) => unit.join())).size).toBe(30);
  expect(x.square().sum().div(x.notEqual(0).cast("float64").sum()).sqrt().item()).toBeCloseTo(2, 0.3);
});

test("the ends: nothing is 0, and all", () => {
  expect(
    begin(sparse({ sparsity: 0 }), [4, 4])
      .equal(0)
      .cast("int32")
      .sum()
      .item(),
  ).toBe(0);
  expect(
    begin(sparse({ sparsity: 1 }), [4, 4])
      .abs()
      .sum()
      .item(),
  ).toBe(0);
});

test("a share above 1 and a bias are refused", () => {
  expect(() => sparse({ sparsity: 2 })).toThrow(ValueError);
  expect(() => begin(sparse({ sparsity: 0.5 }), [4])).toThrow(ShapeError);
});
