import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { glorotUniform } from "./glorotUniform.ts";
import { heNormal } from "./heNormal.ts";
import { begin, summarize } from "./internal/testing.ts";
import { varianceScaling } from "./varianceScaling.ts";

const shape = [200, 300];

test.each([
  ["fanIn", "truncatedNormal", 200],
  ["fanOut", "normal", 300],
  ["fanAvg", "uniform", 250],
] as const)("variance scale / n: %s, %s", (mode, distribution, n) => {
  const { mean, deviation } = summarize(begin(varianceScaling({ scale: 3, mode, distribution }), shape));
  expect(mean).toBeCloseTo(0, 2);
  expect(deviation / Math.sqrt(3 / n)).toBeCloseTo(1, 1.7);
});

test("truncated at two deviations of the wider normal", () => {
  const { high } = summarize(begin(varianceScaling(), shape));
  expect(high * Math.sqrt(200)).toBeLessThanOrEqual(2 / 0.8796);
  expect(high * Math.sqrt(200)).toBeGreaterThan(2.2);
});

test("Glorot's and He's belong to it", () => {
  const glorot = varianceScaling({ mode: "fanAvg", distribution: "uniform" });
  expect(begin(glorot, shape)).toEqual(begin(glorotUniform, shape));
  const he = varianceScaling({ scale: 2, distribution: "normal" });
  expect(begin(he, shape)).toEqual(begin(heNormal, shape));
});

test("another word and a scale of 0 are refused", () => {
  expect(() => varianceScaling({ scale: 0 })).toThrow(ValueError);
  expect(() => varianceScaling({ mode: "fan_in" as "fanIn" })).toThrow(
    "varianceScaling: expected mode to be fanIn, fanOut, fanAvg, received fan_in.",
  );
  expect(() => varianceScaling({ distribution: "toString" as "normal" })).toThrow(ValueError);
});
