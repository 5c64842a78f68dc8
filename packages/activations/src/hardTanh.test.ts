import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { hardTanh } from "./hardTanh.ts";

test("by hand: −4 ↦ −1, 0.5 ↦ 0.5, 4 ↦ 1", () => {
  expect(hardTanh(tensor([-4, 0.5, 4])).toArray()).toEqual([-1, 0.5, 1]);
});

test("the slope at both corners is 0", () => {
  expect(grad((x) => hardTanh(x).sum())(tensor([-4, -1, 0.5, 1, 4])).toArray()).toEqual([0, 0, 1, 0, 0]);
});
