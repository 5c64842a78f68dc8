import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { begin, summarize } from "./internal/testing.ts";
import { truncatedNormal } from "./truncatedNormal.ts";

test("nothing further away than two deviations, and 0.88 of the deviation left", () => {
  const { low, high, mean, deviation } = summarize(begin(truncatedNormal({ mean: 3, deviation: 0.5 }), [200, 200]));
  expect(low).toBeGreaterThanOrEqual(2);
  expect(high).toBeLessThanOrEqual(4);
  expect(high).toBeGreaterThan(3.99);
  expect(mean).toBeCloseTo(3, 2);
  expect(deviation / 0.5).toBeCloseTo(0.8796, 2);
});

test("the ends are as rare as in a normal distribution between them", () => {
  const x = begin(truncatedNormal({ deviation: 1 }), [200, 200]);
  // (Φ(2) − Φ(1.5)) / (Φ(2) − Φ(0)) of the numbers are further away than 1.5.
  expect(x.abs().greater(1.5).mean().item()).toBeCloseTo(0.0441 / 0.4772, 2);
});

test("a negative deviation is refused", () => {
  expect(() => truncatedNormal({ deviation: -1 })).toThrow(ValueError);
  expect(() => truncatedNormal({ mean: NaN })).toThrow(/^truncatedNormal: expected mean to be a finite number/);
});
