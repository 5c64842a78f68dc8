import { expect, test } from "vitest";
import { fans } from "./fans.ts";

test("a kernel is [inputs, units]", () => {
  expect(fans([784, 128])).toEqual({ fanIn: 784, fanOut: 128 });
});

test("as in Keras: a window counts for both, a vector for both, a scalar as 1", () => {
  expect(fans([3, 3, 8, 16])).toEqual({ fanIn: 72, fanOut: 144 });
  expect(fans([5])).toEqual({ fanIn: 5, fanOut: 5 });
  expect(fans([])).toEqual({ fanIn: 1, fanOut: 1 });
});
