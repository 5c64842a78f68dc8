import { ShapeError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { eye } from "./eye.ts";
import { begin } from "./internal/testing.ts";

test("ones on the diagonal, also where it ends early", () => {
  expect(begin(eye(), [2, 3]).toArray()).toEqual([[1, 0, 0], [0, 1, 0]]); // prettier-ignore
  expect(begin(eye({ gain: 0.5 }), [3, 2]).toArray()).toEqual([[0.5, 0], [0, 0.5], [0, 0]]); // prettier-ignore
});

test("a bias is refused", () => {
  expect(() => begin(eye(), [3])).toThrow(ShapeError);
  expect(() => begin(eye(), [3])).toThrow("eye: expected a shape of two axes, received [3].");
});
