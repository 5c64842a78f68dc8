import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { begin, summarize } from "./internal/testing.ts";
import { uniform } from "./uniform.ts";

test("fills [−0.05, 0.05) evenly", () => {
  const { low, high, mean, deviation } = summarize(begin(uniform(), [200, 100]));
  expect([low, high].map((x) => x.toFixed(4))).toEqual(["-0.0500", "0.0500"]);
  expect(mean).toBeCloseTo(0, 3);
  expect(deviation).toBeCloseTo(0.1 / Math.sqrt(12), 3);
});

test("low and high", () => {
  const { low, high } = summarize(begin(uniform({ low: 2, high: 3 }), [1000]));
  expect(low).toBeGreaterThanOrEqual(2);
  expect(high).toBeLessThan(3);
});

test("a range that ends before it begins, or never, is refused", () => {
  expect(() => uniform({ low: 1, high: 0 })).toThrow(
    new ValueError("uniform: expected low ≤ high, received low 1 and high 0. Swap them."),
  );
  expect(() => uniform({ high: Infinity })).toThrow(/^uniform: expected high to be a finite number/);
});
