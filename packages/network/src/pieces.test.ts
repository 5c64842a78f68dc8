import { relu } from "@chainrule/activations";
import { normal, randomKey, range, slice, zeros } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, initialize, predict, sequential } from "./index.ts";
import { inPieces, joined } from "./pieces.ts";

test.each([0, 1, 1023, 1024, 1025, 2048, 5000])(
  "%i rows in pieces are the rows again, in the memory of all",
  (rows) => {
    const tensors = [normal(randomKey(1), [rows, 3]), range(rows), zeros([rows, 0])];
    const pieces = inPieces(tensors);
    expect(joined(pieces.map((some) => [...some])).map((x) => [x.shape, x.dtype, x.data])).toEqual(
      tensors.map((x) => [x.shape, x.dtype, x.data]),
    );
    for (const [x] of pieces) expect(x!.data!.buffer).toBe(tensors[0]!.data!.buffer);
  },
);

test("what is predicted of many rows is what is predicted of some of them", () => {
  const net = initialize(sequential([dense(5, relu), dense(2)]), { inputShape: [3] });
  const inputs = normal(randomKey(2), [3000, 3]);
  const all = predict(net, inputs);
  expect(all.shape).toEqual([3000, 2]);
  for (const from of [0, 1000, 1023, 1024, 2990])
    expect(slice(all, 0, from, from + 10)).toEqual(predict(net, slice(inputs, 0, from, from + 10)));
  expect(predict(net, slice(inputs, 0, 0, 0)).shape).toEqual([0, 2]);
});
