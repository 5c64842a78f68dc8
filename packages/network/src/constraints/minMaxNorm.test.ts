import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { minMaxNorm } from "./minMaxNorm.ts";

test("by hand: 5 long and 0.5 long to 1, half of the way at rate ½", () => {
  const w = minMaxNorm({ low: 1, rate: 0.5 })({
    w: tensor([
      [3, 0.3],
      [4, 0.4],
    ]),
  })["w"]!;
  const wanted = [[1.8, 0.45], [2.4, 0.6]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});

test("an option out of range is refused", () => {
  expect(() => minMaxNorm({ low: 2, high: 1 })).toThrow(ValueError);
  expect(() => minMaxNorm({ low: 2, high: 1 })).toThrow("minMaxNorm: expected low ≤ high");
});
