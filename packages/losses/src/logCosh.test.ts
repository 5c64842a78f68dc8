import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { logCosh } from "./logCosh.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: cosh(ln 2) = 5/4, cosh(ln 3) = 5/3; far out |e| − ln 2", () => {
  const losses = logCosh(double([Math.LN2, -Math.log(3), 1000]), double([0, 0, 0])).toTypedArray();
  [Math.log(5 / 4), Math.log(5 / 3), 1000 - Math.LN2].forEach((expected, i) =>
    expect(losses[i]).toBeCloseTo(expected, 13),
  );
});

test("the slope is tanh of the error, and the loss half its square, also of a tiny one", () => {
  const slopes = grad((p) => logCosh(p, tensor([0, 0])).sum())([Math.LN2, 1e-12]).toTypedArray();
  expect(slopes[0]).toBeCloseTo(0.6, 6);
  expect(slopes[1]).toBe(Math.fround(1e-12));
  expect(logCosh(tensor(1e-12), tensor(0)).item()).toBeCloseTo(5e-25, 31);
});
