import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoryEncoding, initialize, predict, sequential } from "../index.ts";

const encode = (output: "multiHot" | "count" | "oneHot", inputs: number[][]) =>
  predict(initialize(sequential([categoryEncoding(3, { output })]), { inputShape: [inputs[0]!.length] }), inputs);

test("by hand, as Keras' documentation has it", () => {
  expect(encode("multiHot", [[0, 1], [0, 0], [1, 2]]).toArray()).toEqual([[1, 1, 0], [1, 0, 0], [0, 1, 1]]); // prettier-ignore
  expect(encode("count", [[0, 1], [0, 0], [1, 2]]).toArray()).toEqual([[1, 1, 0], [2, 0, 0], [0, 1, 1]]); // prettier-ignore
  expect(encode("oneHot", [[0, 1]]).toArray()).toEqual([[[1, 0, 0], [0, 1, 0]]]); // prettier-ignore
});

test("single numbers, also without an axis; out of range counts for none", () => {
  expect(encode("multiHot", [[2], [7], [-1]]).toArray()).toEqual([[0, 0, 1], [0, 0, 0], [0, 0, 0]]); // prettier-ignore
  const net = initialize(sequential([categoryEncoding(3)]), { inputShape: [] });
  expect(predict(net, [2, 0]).toArray()).toEqual([[0, 0, 1], [1, 0, 0]]); // prettier-ignore
});

test("another output is refused", () => {
  expect(() => categoryEncoding(3, { output: "one_hot" as "oneHot" })).toThrow(ValueError);
});
