import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { simplex } from "./simplex.ts";

test("by hand: 0.3 off both of the first, the far one of the second alone", () => {
  const w = simplex()({
    w: tensor([
      [0.9, 3],
      [0.7, -1],
    ]),
  })["w"]!;
  const wanted = [[0.6, 1], [0.4, 0]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});

test("an option out of range is refused", () => {
  expect(() => simplex(0)).toThrow(ValueError);
  expect(() => simplex(0)).toThrow("simplex: expected total to be a finite number above 0");
});
