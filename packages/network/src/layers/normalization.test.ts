import { expect, test } from "vitest";
import { initialize, normalization, predict, sequential } from "../index.ts";

test("by hand: mean 2 and deviation 1, mean 20 and 10; what never changes is shifted alone", () => {
  const examples = [[1, 10, 5], [3, 30, 5]]; // prettier-ignore
  const net = initialize(sequential([normalization(examples)]), { inputShape: [3] });
  const y = predict(net, [...examples, [4, 15, 7]]);
  expect(y.toArray()).toEqual([[-1, -1, 0], [1, 1, 0], [2, -0.5, 2]]); // prettier-ignore
});
