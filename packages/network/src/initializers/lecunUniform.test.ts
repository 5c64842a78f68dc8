import { expect, test } from "vitest";
import { lecunUniform } from "./lecunUniform.ts";
import { begin, summarize } from "./internal/testing.ts";

test("fills ±√(3 / inputs)", () => {
  const { low, high, deviation } = summarize(begin(lecunUniform, [240, 360]));
  const limit = Math.sqrt(3 / 240);
  expect(low / limit).toBeCloseTo(-1, 3);
  expect(high / limit).toBeCloseTo(1, 3);
  expect(deviation).toBeCloseTo(limit / Math.sqrt(3), 3);
});
