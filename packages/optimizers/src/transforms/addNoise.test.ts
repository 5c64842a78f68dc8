import { ValueError, zeros } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { addNoise } from "./addNoise.ts";
import { contextOf, float64 } from "../internal/testing.ts";

const gradients = { a: zeros([4000], { dtype: "float64" }), b: zeros([4000], { dtype: "float64" }) };
const draw = (seed: number): { a: number[]; b: number[] } => {
  const [updates] = addNoise({ deviation: 3 }).update(gradients, { a: {}, b: {} }, contextOf(gradients, { seed }));
  return { a: updates["a"]?.toArray() as number[], b: updates["b"]?.toArray() as number[] };
};

test("has mean 0 and the deviation asked for", () => {
  const { a } = draw(1);
  const mean = a.reduce((sum, x) => sum + x, 0) / a.length;
  const variance = a.reduce((sum, x) => sum + (x - mean) ** 2, 0) / a.length;
  expect(Math.abs(mean)).toBeLessThan(0.2); // 4 standard errors
  expect(Math.abs(Math.sqrt(variance) - 3)).toBeLessThan(0.14); // 4 standard errors
});

test("one key, one noise; another for each parameter and key", () => {
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1).a).not.toEqual(draw(1).b);
  expect(draw(1).a).not.toEqual(draw(2).a);
});

test("the deviation may be a schedule", () => {
  const parameters = { w: float64([1]) };
  const [updates] = addNoise({ deviation: (step) => step }).update(parameters, { w: {} }, contextOf(parameters));
  expect(updates["w"]?.toArray()).toEqual([1]);
});

test("a negative deviation throws", () => {
  expect(() => addNoise({ deviation: -1 })).toThrow(ValueError);
});
