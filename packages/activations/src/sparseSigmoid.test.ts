import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sparsemax } from "./sparsemax.ts";
import { sparseSigmoid } from "./sparseSigmoid.ts";

test("by hand: −2 ↦ 0, 0 ↦ ½, 0.5 ↦ ¾, 2 ↦ 1", () => {
  expect(sparseSigmoid(tensor([-2, 0, 0.5, 2])).toArray()).toEqual([0, 0.5, 0.75, 1]);
});

test("is sparsemax of a row (x, 0)", () => {
  for (const x of [-2, -0.3, 0, 0.8, 5]) {
    expect(sparseSigmoid(tensor(x)).item()).toBeCloseTo(sparsemax(tensor([x, 0])).toTypedArray()[0]!, 6);
  }
});
