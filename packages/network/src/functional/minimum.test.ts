import { expect, test } from "vitest";
import { initialize, input, network, predict } from "../index.ts";
import { minimum } from "./minimum.ts";

test("by hand: the smaller", () => {
  const [a, b] = [input(), input()];
  const net = initialize(network({ inputs: { a, b }, outputs: minimum(a, b) }), { inputShape: { a: [2], b: [2] } });
  expect(predict(net, { a: [[1, 2]], b: [[4, 5]] }).toArray()).toEqual([[1, 2]]);
});
