import { expect, test } from "vitest";
import {
  type DType,
  eye,
  full,
  fullLike,
  oneHot,
  ones,
  onesLike,
  range,
  type Shape,
  tensor,
  Tensor,
  zeros,
  zerosLike,
} from "./index.ts";

test("dtypes: float32 for numbers, bool for truth values, that of a typed array", () => {
  expect(tensor([1.5]).dtype).toBe("float32");
  expect(tensor(true).dtype).toBe("bool");
  expect(tensor([[true, false]]).dtype).toBe("bool");
  expect(tensor(Float64Array.of(1)).dtype).toBe("float64");
  expect(tensor(Int32Array.of(1)).dtype).toBe("int32");
  expect(tensor(Uint8Array.of(1)).dtype).toBe("float32");
  expect(tensor([0, 2, NaN], { dtype: "bool" }).toArray()).toEqual([0, 1, 1]);
});

test("shapes: the nesting, or what is told", () => {
  expect(tensor(1).shape).toEqual([]);
  expect(tensor([]).shape).toEqual([0]);
  expect(tensor([[], []]).shape).toEqual([2, 0]);
  expect(tensor([[[1], [2]]]).shape).toEqual([1, 2, 1]);
  expect(tensor(Float32Array.of(1, 2, 3, 4), { shape: [2, 2] }).toArray()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(tensor(tensor([1, 2]), { shape: [2, 1], dtype: "int32" })).toMatchObject({ shape: [2, 1], dtype: "int32" });
});

test("a tensor does not change with what it was made from", () => {
  const source = Float32Array.of(1, 2);
  const x = tensor(source);
  source[0] = 9;
  expect(x.toArray()).toEqual([1, 2]);
});

test("ragged arrays, and numbers that do not fill the shape, are refused", () => {
  expect(() => tensor([[1, 2], [3]])).toThrow(
    "tensor: expected arrays of one length, received [2] at index 0 and [1] at index 1. Pad or cut them.",
  );
  expect(() => tensor([1, [2]])).toThrow("received [] at index 0 and [1] at index 1");
  expect(() => tensor([1, 2, 3], { shape: [2, 2] })).toThrow(
    "tensor: expected as many numbers as fill [2, 2], received 3. Change the shape or the data.",
  );
  for (const shape of [[-1], [-2, -1], [-3]])
    expect(() => tensor([1, 2], { shape })).toThrow("expected as many numbers");
  expect(() => tensor([1], { shape: [1.5] })).toThrow(
    "expected whole numbers in a list, received 1.5. Write for example [2, 3].",
  );
});

test("anything but numbers is refused", () => {
  for (const [wrong, kind] of [
    [null, "null"],
    [[1, null], "null"],
    [undefined, "undefined"],
    ["1", "string"],
    [[1, "1"], "string"],
    [10n, "bigint"],
    [{}, "object"],
    [new Array(2), "undefined"],
  ] as const) {
    expect(() => tensor(wrong as never)).toThrow(`tensor: expected numbers, received ${kind}. Convert the data first.`);
  }
});

test("what int32 cannot hold is refused, not cut off", () => {
  for (const x of [0.5, NaN, 2 ** 31, -Infinity]) {
    expect(() => tensor([1, x], { dtype: "int32" })).toThrow(
      `tensor: expected numbers that int32 can hold, received ${x}.`,
    );
  }
});

test("zeros, ones, full and the like, of values and of expressions", () => {
  expect(zeros([2, 1]).toArray()).toEqual([[0], [0]]);
  expect(ones([2], { dtype: "int32" })).toMatchObject({ dtype: "int32", shape: [2] });
  expect(full([], 7, { dtype: "float64" }).item()).toBe(7);
  expect(full([0], 7).shape).toEqual([0]);
  const rows = new Tensor({ shape: [-1, 2], dtype: "float64" });
  for (const like of [zerosLike(rows), onesLike(rows), fullLike(rows, 3)]) {
    expect(like).toMatchObject({ shape: [-1, 2], dtype: "float64", isExpression: true });
  }
  expect(() => full([2], 0.5, { dtype: "int32" })).toThrow("expected one that int32 can hold, received 0.5");
});

test("a shape that is no list, and a dtype that is none, are refused in words", () => {
  const two = tensor([1, 2]) as unknown as Record<string, (...given: unknown[]) => unknown>;
  const cure = "Write for example [2, 3].";
  expect(() => zeros(3 as unknown as Shape)).toThrow(
    `broadcastTo: expected whole numbers in a list, received 3. ${cure}`,
  );
  expect(() => two["reshape"]!(2, 1)).toThrow(`reshape: expected whole numbers in a list, received 2. ${cure}`);
  expect(() => two["transpose"]!(0)).toThrow("transpose: expected every axis from 0 to 0 once, received 0.");
  expect(() => two["cast"]!("float")).toThrow(
    "float: expected a known dtype and a size that fits, received 2 elements. Correct one of them.",
  );
});

test("a size that no memory holds is refused", () => {
  for (const dtype of ["float32", "bool"] as DType[]) {
    expect(() => zeros([1e6, 1e6, 1e6], { dtype })).toThrow("expected a known dtype and a size that fits, received 1");
  }
});

test("range, eye, oneHot", () => {
  expect(range(3)).toMatchObject({ dtype: "int32" });
  expect(range(3, { dtype: "float64" }).toArray()).toEqual([0, 1, 2]);
  expect(range(0).shape).toEqual([0]);
  expect(eye(2).toArray()).toEqual([
    [1, 0],
    [0, 1],
  ]);
  const labels = tensor([2, 0, 3, -1], { dtype: "int32" });
  expect(oneHot(labels, 3).toArray()).toEqual([
    [0, 0, 1],
    [1, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(oneHot(tensor(1, { dtype: "int32" }), 2, { dtype: "bool" }).toArray()).toEqual([0, 1]);
  expect(() => oneHot(tensor([1]), 2)).toThrow("expected one dtype, received float32 and int32");
});
