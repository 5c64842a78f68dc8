import { formula } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { gelu } from "./gelu.ts";
import { geluTanh } from "./geluTanh.ts";

test("as the paper writes it: ½x(1 + tanh(√(2/π)(x + 0.044715 x³)))", () => {
  const xs = [-3, -0.5, 0, 1, 4];
  const paper = (x: number): number => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
  const ours = geluTanh(tensor(xs, { dtype: "float64" })).toTypedArray();
  xs.forEach((x, i) => expect(ours[i]).toBeCloseTo(paper(x), 15));
});

test("is within 5e-4 of gelu", () => {
  const x = tensor(Array.from({ length: 1001 }, (_, i) => (i - 500) / 50));
  const apart = geluTanh(x).sub(gelu(x)).abs().reduceMax().item();
  expect(apart).toBeGreaterThan(4e-4);
  expect(apart).toBeLessThan(5e-4);
});

test("prints with the factor 2√(2/π) ≈ 1.59577", () => {
  expect(formula(geluTanh)).toBe("x·sigmoid(1.59577(x + 0.044715·x³))");
});
