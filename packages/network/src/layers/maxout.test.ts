import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { given, initialize, maxout, predict, sequential } from "../index.ts";

test("by hand: |x| is the larger of x and −x; and a unit of its own", () => {
  const layer = maxout(2, { kernel: given([[1, -1, 2, 0]]), bias: given([0, 0, 1, 0]) });
  const net = initialize(sequential([layer]), { inputShape: [1] });
  expect(predict(net, [[3], [-3]]).toArray()).toEqual([[3, 7], [3, 0]]); // prettier-ignore
  expect(net.memory!.parameters["1.kernel"]!.shape).toEqual([1, 4]);
});

test("no pieces are refused", () => {
  expect(() => maxout(2, { pieces: 0 })).toThrow(ValueError);
});
