import { full, randomKey } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { gaussianNoise } from "./gaussianNoise.ts";

test("normal around the value, whatever its size", () => {
  const x = full([200, 200], 3, { dtype: "float64" });
  const [y] = gaussianNoise(0.5).apply({ parameters: {}, state: {} }, x, { training: true, key: randomKey(2) });
  expect(y.mean().item()).toBeCloseTo(3, 1.7);
  expect(y.sub(3).square().mean().sqrt().item()).toBeCloseTo(0.5, 1.7);
});
