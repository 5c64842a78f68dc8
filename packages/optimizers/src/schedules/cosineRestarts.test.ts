import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { cosineRestarts } from "./cosineRestarts.ts";
import { expectNear, valuesAt } from "../internal/testing.ts";

test("by hand: cycles of equal length", () => {
  expectNear(valuesAt(cosineRestarts(4, { steps: 2 }), [0, 1, 2, 3, 4]), [4, 2, 4, 2, 4]);
});

test("by hand: cycles of 2, 4 and 8 steps start at 0, 2, 6 and 14", () => {
  const schedule = cosineRestarts(4, { steps: 2, lengthen: 2 });
  expectNear(valuesAt(schedule, [0, 1, 2, 4, 6, 10, 14]), [4, 2, 4, 2, 4, 2, 4]);
});

test("restarts on time in float32 too, far out", () => {
  const starts = Array.from({ length: 15 }, (_, cycle) => 3 * (2 ** cycle - 1)).slice(1);
  const schedule = cosineRestarts(1, { steps: 3, lengthen: 2 });
  expect(starts.map((start) => schedule(tensor(start)).item())).toEqual(starts.map(() => 1));
});

test("a cycle that does not grow by a whole number throws", () => {
  expect(() => cosineRestarts(1, { steps: 3, lengthen: 1.5 })).toThrow(ValueError);
});
