import { formula, jacobian } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { softmax } from "./softmax.ts";

const logs = tensor([[Math.log(1), Math.log(2), Math.log(5)]], { dtype: "float64" });

test("by hand: (ln 1, ln 2, ln 5) ↦ (⅛, ¼, ⅝)", () => {
  const p = softmax(logs).toTypedArray();
  [1 / 8, 2 / 8, 5 / 8].forEach((expected, i) => expect(p[i]).toBeCloseTo(expected, 15));
});

test("each row sums to 1; with axis 0 each column does", () => {
  const x = tensor(
    [
      [3, -1, 0.5],
      [2, 2, 100],
    ],
    { dtype: "float64" },
  );
  for (const sum of softmax(x).sum(-1).toTypedArray()) expect(sum).toBeCloseTo(1, 15);
  for (const sum of softmax(x, { axis: 0 }).sum(0).toTypedArray()) expect(sum).toBeCloseTo(1, 15);
});

test("a shift of the row, also a great one, changes nothing", () => {
  expect(softmax(tensor([1000, 1001])).toArray()).toEqual(softmax(tensor([0, 1])).toArray());
});

test("by hand: the Jacobian is pᵢ(δᵢⱼ − pⱼ)", () => {
  const p = [1 / 8, 2 / 8, 5 / 8];
  const slopes = jacobian((x) => softmax(x))(logs.reshape([3])).toTypedArray();
  p.forEach((pi, i) => p.forEach((pj, j) => expect(slopes[3 * i + j]).toBeCloseTo(pi * (Number(i === j) - pj), 15)));
});

test("float32: 4 ε of the greatest difference in the exponent, which is rounded", () => {
  const row = Float32Array.of(37.3, -21.7, 3.1, 36.9);
  const single = softmax(tensor(row)).toTypedArray();
  const double = softmax(tensor(row, { dtype: "float64" })).toTypedArray();
  double.forEach((p, i) => expect(Math.abs(single[i]! / p - 1)).toBeLessThan(4 * 2 ** -24 * 59));
});

test("reads as a textbook writes it", () => {
  expect(formula(softmax, { shapes: [[3]] })).toBe("exp(x)/(Σ exp(x))");
});
