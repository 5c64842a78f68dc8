import { expect, test } from "vitest";
import { heNormal } from "./heNormal.ts";
import { begin, summarize } from "./internal/testing.ts";

test("variance 2 / inputs, not cut off at two deviations", () => {
  const { high, mean, deviation } = summarize(begin(heNormal, [240, 360]));
  expect(mean).toBeCloseTo(0, 3);
  expect(deviation / Math.sqrt(2 / 240)).toBeCloseTo(1, 2);
  expect(high / deviation).toBeGreaterThan(3);
});
