import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { absolute } from "./absolute.ts";

test("by hand: −2 ↦ 2, 0 ↦ 0, 3 ↦ 3, with slopes −1, 0, 1", () => {
  const x = tensor([-2, 0, 3]);
  expect(absolute(x).toArray()).toEqual([2, 0, 3]);
  expect(grad((x) => absolute(x).sum())(x).toArray()).toEqual([-1, 0, 1]);
});
