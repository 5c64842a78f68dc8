import { ones, randomKey } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { spatialDropout } from "./spatialDropout.ts";

test("a feature of an example is dropped at all positions or at none", () => {
  const [y] = spatialDropout(0.25).apply({ parameters: {}, state: {} }, ones([50, 5, 40]), {
    training: true,
    key: randomKey(1),
  });
  const sums = y.sum(1);
  expect(new Set(sums.toTypedArray())).toEqual(new Set([0, Math.fround(1 / 0.75) * 5].map(Math.fround)));
  expect(sums.equal(0).mean().item()).toBeCloseTo(0.25, 1.4);
});
