import { range, ShapeError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, flatten, initialize, predict, sequential, summary } from "../index.ts";

const images = range(24, { dtype: "float32" }).reshape([2, 3, 4]);

test("all features of an example in one row, in their order", () => {
  const net = initialize(sequential([flatten()]), { inputShape: [3, 4] });
  expect(predict(net, images).toArray()).toEqual(images.reshape([2, 12]).toArray());
});

test("numbers become rows of one", () => {
  const net = initialize(sequential([flatten(), dense(1)]), { inputShape: [] });
  expect(predict(net, [1, 2, 3]).shape).toEqual([3, 1]);
});

test("before a dense layer", () => {
  const net = initialize(sequential([flatten(), dense(5)]), { inputShape: [3, 4] });
  expect(predict(net, images).shape).toEqual([2, 5]);
  expect(summary(net)).toContain("2.kernel [12, 5]");
  expect(() => predict(net, images.reshape([2, 12]))).toThrow(ShapeError);
});
