import { initialize, predict, prelu, sequential } from "../index.ts";
import { expect, test } from "vitest";
import { given } from "../initializers/given.ts";

test("by hand, with a slope for each feature", () => {
  const net = initialize(sequential([prelu({ slope: given([0.5, -2]) })]), { inputShape: [2] });
  expect(predict(net, [[-1, -1], [3, 4], [0, -0.5]]).toArray()).toEqual([[-0.5, 2], [3, 4], [0, 1]]); // prettier-ignore
});
