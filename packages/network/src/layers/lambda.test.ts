import { concat, randomKey, ShapeError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, initialize, lambda, load, predict, save, sequential } from "../index.ts";

test("any function, also to another shape; the next layer knows it", () => {
  const net = initialize(sequential([lambda((x) => concat([x, x.square()], 1)), dense(2)]), { inputShape: [3] });
  expect(net.memory!.parameters["2.kernel"]!.shape).toEqual([6, 2]);
});

test("a saved model holds it as its expression", () => {
  let present = true;
  const net = initialize(
    sequential([
      lambda((x) => {
        if (!present) throw new Error("not there");
        return x.mul(2).sum(-1);
      }),
    ]),
    { inputShape: [2] },
  );
  const bytes = save(net);
  present = false;
  expect(predict(load(bytes), [[1, 2]]).toArray()).toEqual([6]);
});

test("one that loses the rows is refused", () => {
  const call = (): unknown => lambda((x) => x.sum()).init(randomKey(0), [2], { dtype: "float32" });
  expect(call).toThrow(ShapeError);
  expect(call).toThrow("activation: expected a function that gives a row for each row, received [].");
});
