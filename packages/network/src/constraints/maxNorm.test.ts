import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { maxNorm } from "./maxNorm.ts";

test("by hand: 5 long becomes 2 long, what is shorter stays", () => {
  const w = maxNorm()({
    w: tensor([
      [3, 0.5],
      [4, 0.5],
    ]),
  })["w"]!;
  const wanted = [[1.2, 0.5], [1.6, 0.5]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});

test("an option out of range is refused", () => {
  expect(() => maxNorm(0)).toThrow(ValueError);
  expect(() => maxNorm(0)).toThrow("maxNorm: expected limit to be a finite number above 0");
});
