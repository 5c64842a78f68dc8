import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { box } from "./box.ts";

test("by hand: the closer end", () => {
  const w = box({ low: -1, high: 2 })({
    w: tensor([
      [3, -1.5],
      [-0.5, 0],
    ]),
  })["w"]!;
  const wanted = [[2, -1], [-0.5, 0]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});

test("an option out of range is refused", () => {
  expect(() => box({ low: 2, high: 1 })).toThrow(ValueError);
  expect(() => box({ low: 2, high: 1 })).toThrow("box: expected low ≤ high");
});
