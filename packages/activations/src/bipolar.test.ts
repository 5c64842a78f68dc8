import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { bipolar } from "./bipolar.ts";

test("by hand: −2 ↦ −1, 0 ↦ −1, 3 ↦ 1, all with slope 0", () => {
  const x = tensor([-2, 0, 3]);
  expect(bipolar(x).toArray()).toEqual([-1, -1, 1]);
  expect(grad((x) => bipolar(x).sum())(x).toArray()).toEqual([0, 0, 0]);
});
