import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { inOrder, placeholder, simplify, stabilize } from "./index.ts";

const x = placeholder({ shape: [-1, 3], dtype: "float32" });
const y = placeholder({ shape: [3], dtype: "float32" });

const one = (node: Tensor): Tensor => simplify([node])[0]!;

test("what changes nothing goes", () => {
  for (const same of [
    x.mul(1),
    x.add(0),
    x.sub(0),
    x.div(1),
    x.neg().neg(),
    x.reshape([-1, 3]),
    x.broadcastTo([-1, 3]),
    x.sum([]),
  ]) {
    expect(one(same)).toBe(x);
  }
  expect(
    one(
      tensor(1)
        .mul(x)
        .add(0)
        .mul(tensor([[1, 1, 1]])),
    ),
  ).toBe(x);
  // The shape stays: y·1 over rows is y repeated.
  const repeated = one(y.mul(x.mul(0).add(1)).mul(1));
  expect(repeated.shape).toEqual([-1, 3]);
});

test("what might change something stays", () => {
  for (const other of [x.mul(0), x.sub(x), x.div(x), x.mul(2), x.add(tensor(-0)), x.sub(tensor(-0)), x.exp().log()]) {
    expect(one(other)).not.toBe(x);
  }
  expect(one(y.add(placeholder({ shape: [2, 1], dtype: "float32" }))).shape).toEqual([2, 3]);
});

test("not c chooses the other way round", () => {
  const c = x.greater(0);
  expect(one(c.not().where(x, y)).source!.inputs).toEqual([c, y, x]);
});

test("what is written twice becomes one; 0 and −0, and other options, are two", () => {
  const size = (...outputs: Tensor[]): number => inOrder(simplify(outputs)).filter(({ source }) => source).length;
  expect(size(x.exp().mul(x.exp()))).toBe(2);
  expect(size(x.mul(3), x.mul(3))).toBe(1);
  expect(size(x.mul(0), x.mul(-0))).toBe(2);
  expect(size(x.mul(NaN), x.mul(NaN))).toBe(1);
  expect(size(x.sum(0), x.sum(1))).toBe(4);
  expect(size(x.mul(tensor(3)), x.mul(tensor([3])))).toBe(2);
});

test("rules come to an end, and find nothing the second time", () => {
  const softmax = x.exp().div(x.exp().sum(-1, { keepDims: true }));
  const odd = [
    softmax.neg().log1p(),
    tensor(1).sub(softmax).log(),
    x.sigmoid().neg().log1p().neg().sigmoid().log(),
    x.neg().neg().neg(),
  ];
  for (const pass of [simplify, stabilize]) {
    const first = pass(odd);
    expect(pass(first)).toEqual(first);
  }
});
