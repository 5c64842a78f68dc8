import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { relu2 } from "./relu2.ts";

test("by hand: −2 ↦ 0, 0 ↦ 0, 3 ↦ 9, with slopes 0, 0, 6", () => {
  const x = tensor([-2, 0, 3]);
  expect(relu2(x).toArray()).toEqual([0, 0, 9]);
  expect(grad((x) => relu2(x).sum())(x).toArray()).toEqual([0, 0, 6]);
});
