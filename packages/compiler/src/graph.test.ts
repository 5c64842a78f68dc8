import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { inOrder, placeholder, replay, trace } from "./index.ts";

const pair = trace(
  (x, y) => [x.matmul(y.transpose()).sum(1), x.add(1)],
  [
    { shape: [-1, 2], dtype: "float32" },
    { shape: [-1, 2], dtype: "float32" },
  ],
);
const run = replay(pair);
const rows = (n: number): Tensor =>
  tensor(
    Array.from({ length: 2 * n }, (_, i) => i),
    { shape: [n, 2] },
  );

test("any number of rows, none too", () => {
  for (const n of [0, 1, 5]) expect(run([rows(n), rows(n)]).map((x) => x.shape)).toEqual([[n], [n, 2]]);
});

test("values give values, expressions expressions", () => {
  const [product, moved] = run([rows(3), placeholder({ shape: [3, 2], dtype: "float32" })]);
  expect([product!.isExpression, moved!.isExpression]).toEqual([true, false]);
  const twice = placeholder({ shape: [-2, 2], dtype: "float32" });
  expect(run([twice, twice]).map((x) => x.shape)).toEqual([[-2], [-2, 2]]);
});

test("inputs of another shape, dtype or number of rows are refused", () => {
  const refused: [readonly Tensor[], string][] = [
    [[rows(3)], "replay: expected input 1 to be float32 [rows, 2], received nothing."],
    [[rows(3), rows(4)], "replay: expected input 1 to be float32 [rows, 2], received float32 [4, 2]. All inputs"],
    [[tensor([1, 2]), rows(2)], "replay: expected input 0 to be float32 [rows, 2], received float32 [2]."],
    [[rows(2), rows(2).cast("float64")], "received float64 [2, 2]"],
    [[tensor([[1, 2, 3]]), rows(1)], "received float32 [1, 3]"],
  ];
  for (const [inputs, message] of refused) expect(() => run(inputs)).toThrow(message);
  const doubled = replay(trace((x) => [x], [{ shape: [-2, 1], dtype: "float32" }]));
  expect(doubled([tensor([[1], [2]])])[0]!.shape).toEqual([2, 1]);
});

test("each expression is visited once, after what it uses", () => {
  const [x] = pair.inputs;
  const e = x!.exp();
  const y = e.mul(e).add(e);
  const order = inOrder([y, e]);
  expect(order).toEqual([x, e, y.source!.inputs[0], y]);
  const seen: Tensor[] = [];
  replay({ inputs: [x!], outputs: [y] })([rows(1)], (node, result) => {
    seen.push(node);
    expect(result.shape).toEqual([1, 2]);
  });
  expect(seen).toEqual(order.slice(1));
});

test("a chain of 100,000 operations does not exhaust the stack", () => {
  const long = trace(
    (x) => {
      let y = x;
      for (let i = 0; i < 100_000; i++) y = y.neg();
      return [y];
    },
    [{ shape: [], dtype: "float32" }],
  );
  expect(replay(long)([tensor(3)])[0]!.item()).toBe(3);
});
