import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { l1Ball } from "./l1Ball.ts";

test("by hand: 0.3 off both sizes, signs stay; what is smaller stays", () => {
  const w = l1Ball()({
    w: tensor([
      [0.9, 0.3],
      [-0.7, -0.4],
    ]),
  })["w"]!;
  const wanted = [[0.6, 0.3], [-0.4, -0.4]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});

test("an option out of range is refused", () => {
  expect(() => l1Ball(-1)).toThrow(ValueError);
  expect(() => l1Ball(-1)).toThrow("l1Ball: expected limit to be a finite number above 0");
});
