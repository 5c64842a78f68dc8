import { range, randomKey, ShapeError, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { initialize, predict, reshape, sequential } from "../index.ts";

test("the same numbers in their order", () => {
  const x = range(12, { dtype: "float32" }).reshape([2, 6]);
  const net = initialize(sequential([reshape([3, 2])]), { inputShape: [6] });
  expect(predict(net, x).toArray()).toEqual(x.reshape([2, 3, 2]).toArray());
});

test("more or fewer numbers are refused, and lengths that are none", () => {
  const call = (): unknown => reshape([4, 2]).init(randomKey(0), [2, 3], { dtype: "float32" });
  expect(call).toThrow(ShapeError);
  expect(call).toThrow("reshape: expected a shape of 6 numbers, as [2, 3] has, received [4, 2]. Change the shape.");
  expect(() => reshape([-1])).toThrow(ValueError);
});
