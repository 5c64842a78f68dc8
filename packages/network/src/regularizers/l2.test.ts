import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { l2 } from "./l2.ts";

test("by hand, over weights and not biases: ½ · (1 + 4 + 0 + 9 + 16)", () => {
  const parameters = { "1.kernel": tensor([[1, -2], [0, 3]]), "1.bias": tensor([9, 9]), "2.kernel": tensor([[-4]]) }; // prettier-ignore
  expect(l2(0.5)(parameters).item()).toBe(15);
  const slopes = grad(l2(0.5))(parameters);
  expect(slopes["1.kernel"]!.toArray()).toEqual([[1, -2], [0, 3]]); // prettier-ignore
  expect(slopes["2.kernel"]!.toArray()).toEqual([[-4]]);
  expect(slopes["1.bias"]!.toArray()).toEqual([0, 0]);
});
