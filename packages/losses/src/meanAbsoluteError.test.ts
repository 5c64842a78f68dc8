import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { meanAbsoluteError } from "./meanAbsoluteError.ts";

const target = tensor([1, 1, 1]);

test("by hand: errors 2, 0, −3 cost 2, 0, 3", () => {
  expect(meanAbsoluteError(tensor([3, 1, -2]), target).toArray()).toEqual([2, 0, 3]);
});

test("the slope is the sign of the error, 0 where there is none", () => {
  expect(grad((p) => meanAbsoluteError(p, target).sum())(tensor([3, 1, -2])).toArray()).toEqual([1, 0, -1]);
});
