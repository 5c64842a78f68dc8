import { ShapeError, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, initialize, sequential } from "./index.ts";

test("initialize gives weights of a seed, a shape and a dtype, and the same network", () => {
  const net = sequential([dense(2)]);
  expect(initialize(net, { inputShape: [3], seed: 4, dtype: "float64" })).toBe(net);
  expect(net.memory).toMatchObject({ inputShape: [3], outputShape: [2], dtype: "float64" });
  const again = initialize(sequential([dense(2)]), { inputShape: [3], seed: 4, dtype: "float64" });
  expect(again.memory).toEqual(net.memory);
});

test("what a layer cannot take, and a seed that is none, leave it without", () => {
  const net = sequential([dense(2)]);
  expect(() => initialize(net, { inputShape: [3, 3] })).toThrow(ShapeError);
  expect(() => initialize(net, { inputShape: [3], seed: NaN })).toThrow(ValueError);
  expect(net.memory).toBeUndefined();
});
