import { expect, test } from "vitest";
import { glorotNormal } from "./glorotNormal.ts";
import { begin, summarize } from "./internal/testing.ts";

test("variance 2 / (inputs + units), not cut off at two deviations", () => {
  const { high, mean, deviation } = summarize(begin(glorotNormal, [240, 360]));
  expect(mean).toBeCloseTo(0, 3);
  expect(deviation / Math.sqrt(2 / (240 + 360))).toBeCloseTo(1, 2);
  expect(high / deviation).toBeGreaterThan(3);
});
