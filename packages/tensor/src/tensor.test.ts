import { expect, test } from "vitest";
import { Tensor, tensor } from "./index.ts";

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const expression = new Tensor({ shape: [2], dtype: "float32" });

test("arithmetic broadcasts, and a number takes the dtype of the tensor", () => {
  expect(x.add([10, 20, 30].map((n) => tensor(n))[0]!).toArray()).toEqual([
    [11, 12, 13],
    [14, 15, 16],
  ]);
  expect(x.sub(tensor([[1], [2]])).toArray()).toEqual([
    [0, 1, 2],
    [2, 3, 4],
  ]);
  expect(tensor([7], { dtype: "int32" }).mul(3)).toMatchObject({ dtype: "int32" });
  expect(x.neg().abs().square().toArray()).toEqual([
    [1, 4, 9],
    [16, 25, 36],
  ]);
  expect(tensor([2, -4]).reciprocal().toArray()).toEqual([0.5, -0.25]);
});

test("a number that the dtype cannot hold is refused, with the cast to write", () => {
  expect(() => tensor([7], { dtype: "int32" }).mul(0.5)).toThrow(
    'number: expected one that int32 can hold, received 0.5. Write .cast("float32") on the tensor.',
  );
  expect(() => tensor([7], { dtype: "int32" }).add(2 ** 31)).toThrow("received 2147483648");
  expect(() => tensor([true]).equal(2)).toThrow("expected one that bool can hold, received 2");
});

test("dtypes never mix: the error names the cast to write", () => {
  expect(() => x.add(tensor([1, 2, 3], { dtype: "float64" }))).toThrow(
    'add: expected one dtype, received float32 and float64. Write .cast("float32") on the float64 tensor, ' +
      'or .cast("float64") on the other.',
  );
});

test("whole powers by multiplication, others by the logarithm", () => {
  const base = tensor([-2, 3], { dtype: "float64" });
  expect([0, 1, 2, 5, -2].map((p) => base.pow(p).toArray())).toEqual([
    [1, 1],
    [-2, 3],
    [4, 9],
    [-32, 243],
    [0.25, 1 / 9],
  ]);
  const [root, power] = tensor([4, 0], { dtype: "float64" }).pow(1.5).toTypedArray();
  expect(root).toBeCloseTo(8, 14);
  expect(power).toBe(0);
  expect(tensor([0, 0]).pow(0.5).toArray()).toEqual([0, 0]);
  expect(tensor([0]).pow(-0.5).toArray()).toEqual([Infinity]);
  expect(base.pow(0.5).toTypedArray()[0]).toBeNaN();
});

test("comparisons and logic", () => {
  const [a, b] = [tensor([1, 2, NaN]), tensor([2, 2, NaN])];
  const bools = (c: Tensor): unknown => [c.dtype, ...c.toTypedArray()];
  expect(bools(a.equal(b))).toEqual(["bool", 0, 1, 0]);
  expect(bools(a.notEqual(b))).toEqual(["bool", 1, 0, 1]);
  expect(bools(a.less(b))).toEqual(["bool", 1, 0, 0]);
  expect(bools(a.lessEqual(b))).toEqual(["bool", 1, 1, 0]);
  expect(bools(a.greater(1))).toEqual(["bool", 0, 1, 0]);
  expect(bools(a.greaterEqual(1))).toEqual(["bool", 1, 1, 0]);
  const [p, q] = [tensor([true, true, false, false]), tensor([true, false, true, false])];
  expect(bools(p.and(q))).toEqual(["bool", 1, 0, 0, 0]);
  expect(bools(p.or(q))).toEqual(["bool", 1, 1, 1, 0]);
  expect(bools(p.not())).toEqual(["bool", 0, 0, 1, 1]);
  expect(() => p.and(a)).toThrow("where: expected one dtype, received float32 and bool");
  expect(() => a.not()).toThrow("where: expected a bool condition, received float32");
});

test("where: numbers take the dtype of the other branch, float32 if there is none", () => {
  const choice = tensor([true, false]);
  expect(choice.where(tensor([1, 2], { dtype: "int32" }), 7)).toMatchObject({ dtype: "int32" });
  expect(choice.where(7, tensor([1, 2], { dtype: "int32" })).toArray()).toEqual([7, 2]);
  expect(choice.where(1, 2)).toMatchObject({ dtype: "float32", shape: [2] });
});

test("reductions: all axes or those named, from either end; keepDims", () => {
  expect(x.sum().item()).toBe(21);
  expect(x.sum(0).toArray()).toEqual([5, 7, 9]);
  expect(x.sum(-1, { keepDims: true }).toArray()).toEqual([[6], [15]]);
  expect(x.sum([0, 1]).shape).toEqual([]);
  expect(x.sum([]).toArray()).toEqual(x.toArray());
  expect(x.mean(0).toArray()).toEqual([2.5, 3.5, 4.5]);
  expect(x.reduceMax(1).toArray()).toEqual([3, 6]);
  expect(x.reduceMin([0, -1]).item()).toBe(1);
  expect(x.count().item()).toBe(6);
  expect(() => x.sum(2)).toThrow(
    "sum: expected an axis of a tensor of rank 2, received 2. Use 0 to 1, or −1 for the last.",
  );
  expect(() => tensor(3).sum(0)).toThrow("A scalar has no axes.");
  expect(() => x.sum(0.5)).toThrow("received 0.5");
});

test("sums of nothing are 0, the mean of nothing is NaN, the largest of nothing is refused", () => {
  const nothing = tensor([[], []]);
  expect(nothing.sum(1).toArray()).toEqual([0, 0]);
  expect(nothing.mean(1).toArray()).toEqual([NaN, NaN]);
  expect(nothing.reduceMax(0).shape).toEqual([0]);
  expect(() => nothing.reduceMax(1)).toThrow(
    "reduceMax: expected at least one element along axes 1, received [2, 0]. Leave out what is empty.",
  );
});

test("the order of a sum is fixed: element i goes to partial sum i mod 8", () => {
  const round = Math.fround;
  const terms = Array.from({ length: 100 }, (_, i) => round(1 / (i + 1) ** 2 + (i % 3) * 1000));
  const partial = new Float32Array(8);
  terms.forEach((term, i) => (partial[i % 8]! += term));
  const [a, b, c, d, e, f, g, h] = Array.from(partial) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const even = round(round(a + e) + round(c + g));
  const odd = round(round(b + f) + round(d + h));
  expect(tensor(terms).sum().item()).toBe(round(even + odd));
});

test("the mean of int32 and bool is float32; their sums stay what they are or are refused", () => {
  expect(tensor([1, 2], { dtype: "int32" }).mean()).toMatchObject({ dtype: "float32" });
  expect(tensor([1, 2], { dtype: "int32" }).mean().item()).toBe(1.5);
  expect(tensor([true, false, false, true]).mean().item()).toBe(0.5);
  expect(
    tensor([2 ** 31 - 1, 1], { dtype: "int32" })
      .sum()
      .item(),
  ).toBe(-(2 ** 31));
  expect(() => tensor([true]).sum()).toThrow('sum: expected numbers, received bool. Write .cast("float32") first.');
});

test("the extremes of int32 keep their order", () => {
  const ends = tensor([5, -(2 ** 31), 2 ** 31 - 1], { dtype: "int32" });
  expect(ends.reduceMin().item()).toBe(-(2 ** 31));
  expect(ends.reduceMax().item()).toBe(2 ** 31 - 1);
});

test("NaN passes through max, min, reduceMax and reduceMin", () => {
  const some = tensor([1, NaN]);
  expect(some.max(0).toArray()).toEqual([1, NaN]);
  expect(tensor(0).min(some).toArray()).toEqual([0, NaN]);
  expect(some.reduceMax().item()).toBeNaN();
  expect(some.reduceMin().item()).toBeNaN();
});

test("matmul: by one matrix for all, or one by one", () => {
  const [a, b] = [
    tensor([[[1, 2]], [[3, 4]]]),
    tensor([
      [1, 10],
      [100, 1000],
    ]),
  ];
  expect(a.matmul(b).toArray()).toEqual([[[201, 2010]], [[403, 4030]]]);
  expect(
    a
      .matmul(
        tensor([
          [[1], [0]],
          [[0], [1]],
        ]),
      )
      .toArray(),
  ).toEqual([[[1]], [[4]]]);
  expect(
    tensor([[], []])
      .matmul(tensor([], { shape: [0, 3] }))
      .toArray(),
  ).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(() => x.matmul(x)).toThrow(
    "matmul: expected [m, k] and [k, n], received [2, 3] and [2, 3]. Reshape or transpose",
  );
});

test("matmul in float32 rounds each product and each sum", () => {
  const [a, b, c, d] = [0.1, 0.7, 0.3, 0.9].map(Math.fround) as [number, number, number, number];
  const expected = Math.fround(Math.fround(a * c) + Math.fround(b * d));
  expect(
    tensor([[a, b]])
      .matmul(tensor([[c], [d]]))
      .item(),
  ).toBe(expected);
});

test("shapes: reshape, transpose, broadcastTo", () => {
  expect(x.reshape([3, 2]).toArray()).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(x.transpose().toArray()).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ]);
  expect(
    tensor([
      [
        [1, 2],
        [3, 4],
      ],
    ])
      .transpose([2, 0, 1])
      .toArray(),
  ).toEqual([[[1, 3]], [[2, 4]]]);
  expect(tensor([1, 2]).broadcastTo([2, 2]).toArray()).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(() => x.reshape([-1])).toThrow("The product of the lengths must stay the same; −1 counts rows.");
});

test("rows of unknown number on two axes can be reshaped, but not confused with numbers", () => {
  const pairs = new Tensor({ shape: [-1, -1, 1], dtype: "float32" });
  expect(pairs.sum(-1).shape).toEqual([-1, -1]);
  expect(() => pairs.reshape([1])).toThrow("expected a shape of as many elements as [rows, rows, 1], received [1]");
});

test("cast: towards zero, at the ends of int32, NaN as 0; anything but 0 is true", () => {
  const numbers = tensor([-1.9, 1.9, 3e9, -Infinity, NaN]);
  expect(numbers.cast("int32").toArray()).toEqual([-1, 1, 2 ** 31 - 1, -(2 ** 31), 0]);
  expect(tensor([0, -0, 0.1, NaN]).cast("bool").toArray()).toEqual([0, 0, 1, 1]);
  expect(tensor([0.1], { dtype: "float64" }).cast("float32").item()).toBe(Math.fround(0.1));
  expect(tensor([true, false]).cast("int32").toArray()).toEqual([1, 0]);
});

test("0·ln 0 is 0, on either side of 1; NaN stays NaN", () => {
  expect(
    tensor([0, 0, 2])
      .xlogy(tensor([0, NaN, 1]))
      .toArray(),
  ).toEqual([0, NaN, 0]);
  expect(
    tensor([0, 0, 2])
      .xlog1py(tensor([-1, NaN, 0]))
      .toArray(),
  ).toEqual([0, NaN, 0]);
  expect(tensor(0).xlogy(-1).item()).toBeNaN();
});

test("reading: item, toArray, toTypedArray, in a condition", () => {
  expect(tensor([[[7]]]).item()).toBe(7);
  expect(tensor(7).toArray()).toBe(7);
  expect(tensor([[], []]).toArray()).toEqual([[], []]);
  const copy = x.toTypedArray();
  copy[0] = 100;
  expect(x.toTypedArray()[0]).toBe(1);
  expect(Number(tensor(3)) > 2).toBe(true);
  expect(() => x.item()).toThrow(
    "item: expected a tensor of one element, received [2, 3]. Use .toArray(), or reduce it first.",
  );
});

test("an expression has no numbers: the error names where", () => {
  for (const read of ["item", "toArray", "toTypedArray", "valueOf"] as const) {
    expect(() => expression[read]()).toThrow(
      /expected a value, received an expression of shape \[2\].*condition\.where/,
    );
  }
});

test("an operation that meets an expression is one", () => {
  const y = x.reshape([3, 2]).add(expression);
  expect(y).toMatchObject({ isExpression: true, shape: [3, 2], data: undefined });
  expect(y.source?.inputs[1]).toBe(expression);
  expect(new Tensor({ shape: [-1, 3], dtype: "float32" }).mean(0).shape).toEqual([3]);
});

test("a name is a mark on expressions alone, with the dtype and shape of what it names", () => {
  expect(x.named("x", { x })).toBe(x);
  const marked = expression.exp().named("e", { expression }, { base: Math.E });
  expect(marked).toMatchObject({ shape: [2], dtype: "float32" });
  expect(marked.source?.attributes).toEqual({ name: "e", inputs: ["expression"], options: { base: Math.E } });
});

test("what is neither a tensor nor a number is refused, with what to write", () => {
  const x = tensor([1, 2]) as unknown as Record<string, (other?: unknown, b?: unknown) => unknown>;
  const message = (who: string, received: string): string =>
    `${who}: expected a tensor or a number, received ${received}. Write tensor(…) around it.`;
  expect(() => x.add!("2")).toThrow(message("add", "string"));
  expect(() => x.mul!()).toThrow(message("mul", "undefined"));
  expect(() => x.greater!([1, 2])).toThrow(message("greater", "object"));
  expect(() => x.matmul!([[1], [2]])).toThrow(message("matmul", "object"));
});
