import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { hardShrink } from "./hardShrink.ts";

const x = tensor([-2, -0.5, 0.3, 0.5, 2]);

test("by hand: what is at most lambda becomes 0", () => {
  expect(hardShrink(x).toArray()).toEqual([-2, 0, 0, 0, 2]);
  expect(hardShrink(x, { lambda: 0.4 }).toArray()).toEqual([-2, -0.5, 0, 0.5, 2]);
});

test("a negative lambda is refused", () => {
  expect(() => hardShrink(x, { lambda: -1 })).toThrow(
    new ValueError(
      "hardShrink: expected lambda to be a finite number, 0 or above, received -1. Pass for example 0.01.",
    ),
  );
});
