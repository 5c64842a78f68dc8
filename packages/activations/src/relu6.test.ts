import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { relu6 } from "./relu6.ts";

test("by hand: −2 ↦ 0, 3 ↦ 3, 8 ↦ 6", () => {
  expect(relu6(tensor([-2, 3, 8])).toArray()).toEqual([0, 3, 6]);
});

test("the slope at both corners is 0", () => {
  expect(grad((x) => relu6(x).sum())(tensor([-2, 0, 3, 6, 8])).toArray()).toEqual([0, 0, 1, 0, 0]);
});
