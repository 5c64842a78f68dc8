import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { begin, summarize } from "./internal/testing.ts";
import { normal } from "./normal.ts";

test("around 0 with deviation 0.05", () => {
  const { mean, deviation } = summarize(begin(normal(), [200, 100]));
  expect(mean).toBeCloseTo(0, 3);
  expect(deviation).toBeCloseTo(0.05, 3);
});

test("mean and deviation", () => {
  const { mean, deviation } = summarize(begin(normal({ mean: 3, deviation: 0.5 }), [200, 100]));
  expect(mean).toBeCloseTo(3, 1);
  expect(deviation).toBeCloseTo(0.5, 1);
});

test("a negative deviation and a mean that is no number are refused", () => {
  expect(() => normal({ deviation: -1 })).toThrow(
    new ValueError("normal: expected deviation ≥ 0, received -1. Pass one such as 0.05."),
  );
  expect(() => normal({ mean: NaN })).toThrow(/^normal: expected mean to be a finite number/);
});
