import { expect, test } from "vitest";
import { lecunNormal } from "./lecunNormal.ts";
import { begin, summarize } from "./internal/testing.ts";

test("variance 1 / inputs, not cut off at two deviations", () => {
  const { high, mean, deviation } = summarize(begin(lecunNormal, [240, 360]));
  expect(mean).toBeCloseTo(0, 3);
  expect(deviation / Math.sqrt(1 / 240)).toBeCloseTo(1, 2);
  expect(high / deviation).toBeGreaterThan(3);
});
