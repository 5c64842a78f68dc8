import { expect, test } from "vitest";
import { glorotUniform } from "./glorotUniform.ts";
import { begin, summarize } from "./internal/testing.ts";

test("fills ±√(6 / (inputs + units))", () => {
  const { low, high, deviation } = summarize(begin(glorotUniform, [240, 360]));
  const limit = Math.sqrt(6 / (240 + 360));
  expect(low / limit).toBeCloseTo(-1, 3);
  expect(high / limit).toBeCloseTo(1, 3);
  expect(deviation).toBeCloseTo(limit / Math.sqrt(3), 3);
});
