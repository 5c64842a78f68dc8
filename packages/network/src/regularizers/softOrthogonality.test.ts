import { grad } from "@chainrule/compiler";
import { randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { orthogonal } from "../initializers/orthogonal.ts";
import { softOrthogonality } from "./softOrthogonality.ts";

test("by hand: ‖WᵀW − I‖² of [[1, 1], [0, 2]]", () => {
  // WᵀW = [[1, 1], [1, 5]].
  const parameters = { kernel: tensor([[1, 1], [0, 2]]), bias: tensor([9, 9]) }; // prettier-ignore
  expect(softOrthogonality(0.5)(parameters).item()).toBe(0.5 * (0 + 1 + 1 + 16));
});

test.each([
  [5, 3],
  [3, 5],
])("nothing for orthogonal weights, %d inputs and %d units, and no slope", (...shape) => {
  const parameters = { kernel: orthogonal()(randomKey(1), shape, { dtype: "float64" }) };
  expect(softOrthogonality(1)(parameters).item()).toBeCloseTo(0, 28);
  expect(grad(softOrthogonality(1))(parameters)["kernel"]!.abs().reduceMax().item()).toBeLessThan(1e-14);
});
