import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { cohenKappa } from "./cohenKappa.ts";

test("by hand: 35 of 50 agree where chance gives 25", () => {
  // The table of 20 and 15 on the diagonal, 5 and 10 beside it.
  const rows = (yes: number, no: number, of: number): number[] =>
    Array.from({ length: yes + no }, (_, i) => (i < yes ? of : 1 - of));
  const prediction = tensor([...rows(20, 5, 1), ...rows(15, 10, 0)], { dtype: "float64" });
  const target = tensor(Array.from({ length: 50 }, (_, i) => Number(i < 25)));
  expect(cohenKappa(prediction, target).item()).toBeCloseTo((0.7 - 0.5) / (1 - 0.5), 14);
});

test("linear and quadratic weights: neighbours cost less", () => {
  const prediction = tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]]); // prettier-ignore
  const near = tensor([0, 1, 2, 2], { dtype: "int32" });
  const far = tensor([0, 0, 2, 1], { dtype: "int32" });
  const plain = cohenKappa(prediction, near).item();
  expect(cohenKappa(prediction, near, { weights: "linear" }).item()).toBeGreaterThan(plain);
  expect(cohenKappa(prediction, near, { weights: "quadratic" }).item()).toBeGreaterThan(plain);
  expect(cohenKappa(prediction, far, { weights: "linear" }).item()).toBeLessThan(1);
});

test("one class throughout: 1", () => {
  expect(cohenKappa(tensor([0.1, 0.2]), tensor([0, 0])).item()).toBe(1);
});

test("other weights are refused", () => {
  expect(() => cohenKappa(tensor([0.5]), tensor([1]), { weights: "cubic" as "linear" })).toThrow(
    new ValueError(
      'cohenKappa: expected weights to be "none", "linear" or "quadratic", received "cubic". Pass one of them.',
    ),
  );
});
