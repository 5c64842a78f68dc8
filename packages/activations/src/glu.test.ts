import { ShapeError, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { glu } from "./glu.ts";

const x = tensor([
  [4, 8, 0, 0],
  [1, 2, Math.log(3), -Math.log(3)],
]);

test("by hand: the first half times the sigmoid of the second", () => {
  const [a, b, c, d] = glu(x).toTypedArray();
  expect([a, b]).toEqual([2, 4]);
  expect(c).toBeCloseTo(0.75, 6);
  expect(d).toBeCloseTo(0.5, 6);
});

test("with axis 0 the rows", () => {
  expect(glu(tensor([[6], [0]]), { axis: 0 }).toArray()).toEqual([[3]]);
});

test("an odd number of features is refused", () => {
  expect(() => glu(tensor([[1, 2, 3]]))).toThrow(
    new ShapeError(
      "glu: expected an even length along axis -1, received [1, 3]. Give the layer before it twice the units.",
    ),
  );
});
