import { expect, test } from "vitest";
import { heUniform } from "./heUniform.ts";
import { begin, summarize } from "./internal/testing.ts";

test("fills ±√(6 / inputs)", () => {
  const { low, high, deviation } = summarize(begin(heUniform, [240, 360]));
  const limit = Math.sqrt(6 / 240);
  expect(low / limit).toBeCloseTo(-1, 3);
  expect(high / limit).toBeCloseTo(1, 3);
  expect(deviation).toBeCloseTo(limit / Math.sqrt(3), 3);
});
