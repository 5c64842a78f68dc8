import { relu } from "@chainrule/activations";
import { normal, randomKey, ShapeError, tensor, ValueError, zeros } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { dense, initialize, type Network, predict, sequential } from "./index.ts";

const made = (dtype: "float32" | "float64" = "float32"): Network =>
  initialize(sequential([dense(5, relu), dense(2)]), { inputShape: [3], dtype });

test.each([1, 2, 3, 7, 64, 1000])("%d rows, each as alone", (rows) => {
  const net = made();
  const x = normal(randomKey(rows), [rows, 3]);
  const y = predict(net, x);
  expect(y.shape).toEqual([rows, 2]);
  const last = predict(net, [x.toArray() as number[][]].flat().slice(-1)).toArray();
  expect((y.toArray() as number[][]).slice(-1)).toEqual(last);
});

test("no rows give no rows", () => {
  expect(predict(made(), zeros([0, 3])).shape).toEqual([0, 2]);
});

test("takes arrays as numbers of the network's dtype", () => {
  expect(predict(made("float64"), [[1, 2, 3]]).dtype).toBe("float64");
  expect(predict(made(), [[1, 2, 3]]).dtype).toBe("float32");
});

test("uses the weights that the network has now", () => {
  const net = made();
  const before = predict(net, [[1, 2, 3]]).toArray();
  initialize(net, { inputShape: [3], seed: 9 });
  expect(predict(net, [[1, 2, 3]]).toArray()).not.toEqual(before);
  initialize(net, { inputShape: [4] });
  expect(predict(net, [[1, 2, 3, 4]]).shape).toEqual([1, 2]);
});

describe("is refused", () => {
  test("without weights", () => {
    expect(() => predict(sequential([dense(1)]), [[1]])).toThrow(ValueError);
  });

  test.each([
    ["too few features", tensor([[1, 2]]), "expected inputs [rows, 3], received [1, 2]"],
    ["one example without rows", tensor([1, 2, 3]), "expected inputs [rows, 3], received [3]"],
    ["ragged arrays", [[1, 2, 3], [1, 2]], "expected arrays of one length"], // prettier-ignore
  ])("%s", (_, inputs, message) => {
    expect(() => predict(made(), inputs)).toThrow(ShapeError);
    expect(() => predict(made(), inputs)).toThrow(message);
  });
});
