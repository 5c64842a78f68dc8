import { expect, test } from "vitest";
import { begin } from "./internal/testing.ts";
import { zeros } from "./zeros.ts";

test("0 everywhere", () => {
  expect(begin(zeros, [2, 3]).toArray()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});
