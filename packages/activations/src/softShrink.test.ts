import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { softShrink } from "./softShrink.ts";

const x = tensor([-2, -0.5, 0.25, 0.5, 2]);

test("by hand: x moves towards zero by lambda, and stops there", () => {
  expect(softShrink(x).toArray()).toEqual([-1.5, 0, 0, 0, 1.5]);
  expect(softShrink(x, { lambda: 1.5 }).toArray()).toEqual([-0.5, 0, 0, 0, 0.5]);
});

test("the slope at both corners is 0", () => {
  expect(grad((x) => softShrink(x).sum())(x).toArray()).toEqual([1, 0, 0, 0, 1]);
});

test("a negative lambda is refused", () => {
  expect(() => softShrink(x, { lambda: -1 })).toThrow(ValueError);
});
