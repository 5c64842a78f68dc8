import { normal, randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { selu } from "./selu.ts";

const x = normal(randomKey(1), [100_000], { dtype: "float64" });

test("mean 0 and variance 1 stay so: what its two numbers are for", () => {
  const y = selu(x);
  expect(y.mean().item()).toBeCloseTo(0, 2);
  expect(y.square().mean().item()).toBeCloseTo(1, 2);
});

test("by hand: 2 ↦ 2λ, and far below −λα ≈ −1.7581", () => {
  const [above, below] = selu(tensor([2, -200], { dtype: "float64" })).toTypedArray();
  expect(above).toBeCloseTo(2.101401974710961, 15);
  expect(below).toBeCloseTo(-1.7580993408473766, 15);
});
