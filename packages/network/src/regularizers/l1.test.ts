import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { l1 } from "./l1.ts";

test("by hand, over weights and not biases: ½ · (1 + 2 + 0 + 3 + 4)", () => {
  const parameters = { "1.kernel": tensor([[1, -2], [0, 3]]), "1.bias": tensor([9, 9]), "2.kernel": tensor([[-4]]) }; // prettier-ignore
  expect(l1(0.5)(parameters).item()).toBe(5);
  const slopes = grad(l1(0.5))(parameters);
  expect(slopes["1.kernel"]!.toArray()).toEqual([[0.5, -0.5], [0, 0.5]]); // prettier-ignore
  expect(slopes["2.kernel"]!.toArray()).toEqual([[-0.5]]);
  expect(slopes["1.bias"]!.toArray()).toEqual([0, 0]);
});
