import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sparseSigmoid } from "./sparseSigmoid.ts";
import { sparsePlus } from "./sparsePlus.ts";

test("by hand: −2 ↦ 0, 0 ↦ ¼, 1 ↦ 1, 3 ↦ 3", () => {
  expect(sparsePlus(tensor([-2, 0, 1, 3])).toArray()).toEqual([0, 0.25, 1, 3]);
});

test("its slope is sparseSigmoid, at the corners too", () => {
  const x = tensor([-2, -1, -0.5, 0, 1, 3]);
  expect(grad((x) => sparsePlus(x).sum())(x).toArray()).toEqual(sparseSigmoid(x).toArray());
});
