import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { unitLength } from "./unitLength.ts";

test("by hand: each column has length 1", () => {
  const w = unitLength({
    w: tensor([
      [3, 0],
      [4, 0.1],
    ]),
  })["w"]!;
  const wanted = [[0.6, 0], [0.8, 1]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});
