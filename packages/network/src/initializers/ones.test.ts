import { expect, test } from "vitest";
import { begin } from "./internal/testing.ts";
import { ones } from "./ones.ts";

test("1 everywhere", () => {
  expect(begin(ones, [2, 3]).toArray()).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ]);
});
