import {
  addRow,
  isSquare,
  map,
  type Matrix,
  multiply,
  plus,
  range,
  sameShape,
  scale,
  sum,
  transpose,
  zip,
} from "../arrays.ts";
import type { Page } from "../page.ts";
import { anywhere, atOne, byRow, everywhere, type Wrong } from "./wrong.ts";

export function* ofPreActivation(p: Page, l: number): Generator<Wrong> {
  const [a, w, b] = [p.a(l - 1), p.W(l), p.b(l)];
  const bias = b[0]!;
  const product = multiply(a, w);
  yield anywhere("bias-omitted", product);
  yield anywhere(
    "bias-added-twice",
    addRow(
      product,
      bias.map((x) => 2 * x),
    ),
  );
  if (isSquare(w)) yield anywhere("transposed-weights", addRow(multiply(a, transpose(w)), bias));
  for (const wrong of otherWeights(p, l)) yield everywhere("wrong-matrix-copied", addRow(multiply(a, wrong), bias));
  for (const wrong of rowsCopiedTwice(w)) yield everywhere("wrong-matrix-copied", addRow(multiply(a, wrong), bias));
  for (const row of a.slice(a.length > 1 ? 0 : 1)) {
    // The row of another example.
    const copied = multiply(Array<readonly number[]>(a.length).fill(row), w);
    yield { kind: "wrong-matrix-copied", value: addRow(copied, bias), scopes: ["row"] };
  }
  yield* slipsInProducts(a, w, (m) => addRow(m, bias));
}

/** Other matrices of the same shape. */
const otherWeights = (p: Page, l: number): readonly Matrix[] =>
  p.net.weights.filter((w, i) => i !== l - 1 && sameShape(w, p.W(l)));

/** One row stands in the place of another. */
const rowsCopiedTwice = (w: Matrix): Matrix[] =>
  range(w.length).flatMap((to) =>
    range(w.length)
      .filter((from) => Math.abs(from - to) === 1)
      .map((from) => w.map((row, r) => (r === to ? w[from]! : row))),
  );

/** The slips in a sum of products: a wrong partner, a term forgotten or taken twice, the sign of one. */
export function* slipsInProducts(a: Matrix, w: Matrix, finish = (m: Matrix): Matrix => m): Generator<Wrong> {
  const inner = range(w.length);
  const columns = range(w[0]!.length);
  const product = multiply(a, w);
  const changed = (delta: (row: number, column: number) => number): Matrix =>
    finish(map(product, (x, r, c) => x + delta(r, c)));
  for (const i of inner) {
    const term = (r: number, c: number): number => a[r]![i]! * w[i]![c]!;
    for (const j of inner.filter((k) => k !== i)) {
      yield atOne(
        "product-index-slip",
        changed((r, c) => a[r]![i]! * w[j]![c]! - term(r, c)),
      );
    }
    for (const k of columns.slice(1)) {
      const partner = (c: number): number => (c + k) % columns.length;
      yield atOne(
        "product-index-slip",
        changed((r, c) => a[r]![i]! * w[i]![partner(c)]! - term(r, c)),
      );
    }
    if (inner.length > 1) {
      yield atOne(
        "sum-slip",
        changed((r, c) => -term(r, c)),
      );
      yield atOne(
        "sum-slip",
        changed((r, c) => term(r, c)),
      );
      yield atOne(
        "sign",
        changed((r, c) => -2 * term(r, c)),
      );
    }
  }
}

const otherActivations = ["relu", "sigmoid", "tanh", "identity", "softmax"];

export function* ofActivation(p: Page, l: number): Generator<Wrong> {
  const z = p.z(l);
  const name = p.activation(l);
  const masked = (m: Matrix): Matrix => p.masked(l, m);
  if (name !== "identity") {
    yield anywhere("activation-skipped", masked(z));
    yield anywhere("activation-applied-twice", masked(p.activate(name, p.activate(name, z))));
  }
  for (const other of otherActivations) {
    if (other !== name) yield everywhere("wrong-activation", masked(p.activate(other, z)));
  }
  if (name === "sigmoid") yield anywhere("sigmoid-sign", masked(p.activate(name, scale(z, -1))));
  if (name === "relu") yield anywhere("relu-negative-through", masked(z));
  if (name === "softmax") {
    yield byRow("softmax-without-exp", masked(z.map((row) => row.map((x) => x / sum(row)))));
    yield byRow("softmax-not-normalized", masked(map(z, (x) => Math.exp(x))));
    if (p.examples > 1) {
      yield everywhere("softmax-wrong-axis", masked(transpose(p.activate(name, transpose(z)))));
    }
  }
}

/** A product δ·Wᵀ on the way back: to the activations of a layer or to the input. */
export function* ofWayBack(p: Page, l: number): Generator<Wrong> {
  const [delta, w] = [p.delta(l), p.W(l)];
  const back = transpose(w);
  if (w[0]!.length > 1) {
    for (const k of range(w[0]!.length)) {
      yield anywhere(
        "single-path",
        map(multiply(delta, back), (_, e, j) => delta[e]![k]! * w[j]![k]!),
      );
    }
    if (isSquare(w)) {
      yield anywhere(
        "single-path",
        map(multiply(delta, back), (_, e, j) => delta[e]![j]! * w[j]![j]!),
      );
    }
  }
  if (isSquare(w)) yield anywhere("transposed-weights", multiply(delta, w));
  yield anywhere("updated-weights-used", multiply(delta, transpose(p.get(`W${l}_new`))));
  for (const other of otherDeltas(p, l)) yield anywhere("wrong-layer-delta", multiply(other, back));
  for (const wrong of otherWeights(p, l)) yield everywhere("wrong-matrix-copied", multiply(delta, transpose(wrong)));
  yield* slipsInProducts(delta, back);
}

/** Deltas of later layers with as many neurons. */
export const otherDeltas = (p: Page, l: number): Matrix[] =>
  range(p.layers)
    .map((i) => i + 1)
    .filter((k) => k > l && p.net.sizes[k] === p.net.sizes[l])
    .map((k) => p.delta(k));

export const negated = (m: Matrix): Matrix => scale(m, -1);
export const minus = (a: Matrix, b: Matrix): Matrix => plus(a, negated(b));
export const twice = (m: Matrix, factor: Matrix): Matrix => zip(m, factor, (x, f) => x * f * f);
