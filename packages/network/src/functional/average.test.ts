import { expect, test } from "vitest";
import { initialize, input, network, predict } from "../index.ts";
import { average } from "./average.ts";

test("by hand: the mean", () => {
  const [a, b] = [input(), input()];
  const net = initialize(network({ inputs: { a, b }, outputs: average(a, b) }), { inputShape: { a: [2], b: [2] } });
  expect(predict(net, { a: [[1, 2]], b: [[4, 5]] }).toArray()).toEqual([[2.5, 3.5]]);
});
