import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { inverse } from "./inverse.ts";

test("by hand: −2 ↦ 3, 0 ↦ 1, 3 ↦ −2", () => {
  expect(inverse(tensor([-2, 0, 3])).toArray()).toEqual([3, 1, -2]);
});
