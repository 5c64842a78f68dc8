import { type StateTree, tensor, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byRule, contextOf, expectNear, float64, transformed } from "../internal/testing.ts";
import { adafactor } from "./adafactor.ts";

const plain = { rate: 1, limit: 1e9, epsilon: 0 };

test("by hand: squares [[1, 4], [4, 16]] are the product of their means, so the first direction is all signs", () => {
  const update = transformed(
    adafactor(plain),
    float64([
      [1, -2],
      [2, 4],
    ]),
    float64([
      [1, 1],
      [1, 1],
    ]),
  );
  expectNear(update, [
    [-1, 1],
    [-1, -1],
  ]);
});

test("by hand: squares [[4, 0], [0, 0]] have means [2, 0] and [2, 0], whose product at the corner is 2 · 2 / 1", () => {
  const update = transformed(
    adafactor({ ...plain, epsilon: 1e-300 }),
    float64([
      [2, 0],
      [0, 0],
    ]),
    float64([
      [1, 1],
      [1, 1],
    ]),
  );
  expectNear(update, [
    [-1, 0],
    [0, 0],
  ]);
});

test("a matrix of n × m keeps n + m numbers", () => {
  const shapes = (state: StateTree): unknown =>
    Object.fromEntries(Object.entries(state).map(([name, { shape }]: [string, Tensor]) => [name, shape]));
  const state = adafactor().init({
    w: tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    b: tensor([1]),
  });
  expect(shapes((state as Record<string, StateTree>)["w"]!)).toEqual({ rows: [2], columns: [3] });
  expect(shapes((state as Record<string, StateTree>)["b"]!)).toEqual({ square: [1] });
});

test("is the paper's rule of a vector, in plain numbers", () => {
  const rms = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length);
  let v = [0, 0, 0, 0];
  const expected = byRule((w, g, t) => {
    const beta = 1 - t ** -0.8;
    v = v.map((old, i) => beta * old + (1 - beta) * (g[i]! ** 2 + 1e-30));
    const u = g.map((x, i) => x / Math.sqrt(v[i]!));
    const rate = Math.min(0.01, 1 / Math.sqrt(t)) * Math.max(1e-3, rms(w));
    return w.map((x, i) => x - (rate * u[i]!) / Math.max(1, rms(u)));
  });
  expectNear(along(adafactor()), expected);
});

test("is the paper's rule of a matrix over two steps, in plain numbers", () => {
  const optimizer = adafactor({ rate: 0.1 });
  const start = [
    [1, -2, 3],
    [0.5, 1, -1],
  ];
  const gradients = [
    [
      [0.3, -0.2, 0.5],
      [1, 2, -0.1],
    ],
    [
      [-0.3, 0.4, 0.1],
      [0.2, -2, 0.6],
    ],
  ];
  let [w, rows, columns] = [start, [0, 0], [0, 0, 0]];
  let ours = float64(start);
  let state = optimizer.init({ w: ours });
  for (const [index, g] of gradients.entries()) {
    const beta = 1 - (index + 1) ** -0.8;
    rows = rows.map((old, i) => beta * old + ((1 - beta) * g[i]!.reduce((sum, x) => sum + x * x, 0)) / 3);
    columns = columns.map((old, j) => beta * old + ((1 - beta) * (g[0]![j]! ** 2 + g[1]![j]! ** 2)) / 2);
    const mean = (rows[0]! + rows[1]!) / 2;
    const u = g.map((row, i) => row.map((x, j) => x / Math.sqrt((rows[i]! * columns[j]!) / mean)));
    const rms = (x: number[][]): number => Math.sqrt(x.flat().reduce((sum, value) => sum + value * value, 0) / 6);
    const factor = (0.1 * rms(w)) / Math.max(1, rms(u));
    w = w.map((row, i) => row.map((x, j) => x - factor * u[i]![j]!));

    const context = contextOf({ w: ours }, { step: index + 1 });
    const [updates, next] = optimizer.update({ w: float64(g) }, state, context);
    [ours, state] = [ours.add(updates["w"]!), next];
    expectNear(ours.toArray(), w);
  }
});

test("a limit of 0 throws", () => {
  expect(() => adafactor({ limit: 0 })).toThrow(ValueError);
});
