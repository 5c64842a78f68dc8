import { expect, test } from "vitest";
import { initialize, input, network, predict } from "../index.ts";
import { concatenate } from "./concatenate.ts";

test("by hand: side by side", () => {
  const [a, b] = [input(), input()];
  const net = initialize(network({ inputs: { a, b }, outputs: concatenate(a, b) }), { inputShape: { a: [2], b: [2] } });
  expect(predict(net, { a: [[1, 2]], b: [[4, 5]] }).toArray()).toEqual([[1, 2, 4, 5]]);
});
