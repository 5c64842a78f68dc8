import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { poisson } from "./poisson.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: p − y ln p, least at p = y", () => {
  const losses = poisson(double([2, 3, 4]), double([3, 3, 3])).toTypedArray();
  [2 - 3 * Math.log(2), 3 - 3 * Math.log(3), 4 - 3 * Math.log(4)].forEach((expected, i) =>
    expect(losses[i]).toBeCloseTo(expected, 14),
  );
});

test("the slope is 1 − y/p; none expected and none found costs 0", () => {
  expect(grad((p) => poisson(p, tensor([3, 3, 0])).sum())([2, 3, 0]).toArray()).toEqual([-0.5, 0, 1]);
  expect(poisson(tensor(0), tensor(0)).item()).toBe(0);
});

test("a prediction below 0 is refused", () => {
  expect(() => poisson(tensor([-1]), tensor([1]))).toThrow(
    new ValueError(
      "poisson: expected prediction 0 or above, received -1. End the network with softplus or exponential.",
    ),
  );
});
