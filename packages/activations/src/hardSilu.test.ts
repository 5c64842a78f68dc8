import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { hardSilu } from "./hardSilu.ts";

test("by hand: −4 ↦ 0, −1.5 ↦ −⅜, 1.5 ↦ 9/8, 4 ↦ 4", () => {
  expect(
    hardSilu(tensor([-4, -1.5, 1.5, 4]))
      .abs()
      .toArray(),
  ).toEqual([0, 0.375, 1.125, 4]);
});
