import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { step } from "./step.ts";

test("by hand: −2 ↦ 0, 0 ↦ 0, 3 ↦ 1", () => {
  expect(step(tensor([-2, 0, 3])).toArray()).toEqual([0, 0, 1]);
});

test("has no slope to learn from", () => {
  expect(grad((x) => step(x).sum())(tensor([-2, 0, 3])).toArray()).toEqual([0, 0, 0]);
});
