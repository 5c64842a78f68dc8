import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { rmse } from "./rmse.ts";

test("by hand: √((3² + 4² + 0 + 0) / 4) = 2.5", () => {
  expect(
    rmse(
      tensor([
        [3, 4],
        [1, 1],
      ]),
      tensor([
        [0, 0],
        [1, 1],
      ]),
    ).item(),
  ).toBe(2.5);
});
