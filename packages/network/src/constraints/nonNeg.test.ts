import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { nonNeg } from "./nonNeg.ts";

test("by hand: what is below 0 becomes 0", () => {
  const w = nonNeg({
    w: tensor([
      [3, -1],
      [-0.1, 0],
    ]),
  })["w"]!;
  const wanted = [[3, 0], [0, 0]]; // prettier-ignore
  [...w.toTypedArray()].forEach((x, i) => expect(x).toBeCloseTo(wanted.flat()[i]!, 6));
});
