import { columnSums, isSquare, map, type Matrix, multiply, plus, range, scale, transpose } from "../arrays.ts";
import type { Page } from "../page.ts";
import { otherDeltas, slipsInProducts } from "./forward.ts";
import { meanOfBatch } from "./loss.ts";
import { anywhere, atOne, everywhere, type Wrong } from "./wrong.ts";

export function* ofWeightGradient(p: Page, l: number): Generator<Wrong> {
  const [a, delta] = [transpose(p.a(l - 1)), p.delta(l)];
  const penalty = p.penaltySlope(p.W(l));
  const finish = (m: Matrix): Matrix => plus(p.overBatch(m), penalty);
  const right = p.right(`dW${l}`);
  const own = p.a(l);
  yield anywhere(
    "own-output-used",
    finish(map(right, (_, __, c) => own.reduce((s, row, e) => s + row[c]! * delta[e]![c]!, 0))),
  );
  if (isSquare(right)) {
    yield anywhere("own-output-used", finish(multiply(transpose(own), delta)));
    yield everywhere("outer-product-transposed", finish(transpose(multiply(a, delta))));
  }
  yield* meanOfBatch(p, right, penalty);
  if (p.net.regularizer) yield anywhere("regularization-omitted", p.overBatch(multiply(a, delta)));
  for (const other of otherDeltas(p, l)) yield anywhere("wrong-layer-delta", finish(multiply(a, other)));
  yield* slipsInProducts(a, delta, finish);
  yield* mixedUp(right);
}

/** The number of another cell. */
function* mixedUp(right: Matrix): Generator<Wrong> {
  const [rows, columns] = [right.length, right[0]!.length];
  for (const r of range(rows)) {
    for (const c of range(columns)) {
      if (r + c === 0) continue;
      yield atOne(
        "cell-mixed-up",
        map(right, (_, i, j) => right[(i + r) % rows]![(j + c) % columns]!),
      );
    }
  }
}

export function* ofBiasGradient(p: Page, l: number): Generator<Wrong> {
  const delta = p.delta(l);
  const right = p.right(`db${l}`);
  yield everywhere("bias-gradient-omitted", scale(right, 0));
  yield* meanOfBatch(p, right, scale(right, 0));
  if (p.net.regularizer) yield anywhere("regularization-on-biases", plus(right, p.penaltySlope(p.b(l))));
  for (const other of otherDeltas(p, l)) yield anywhere("wrong-layer-delta", p.overBatch(columnSums(other)));
  if (p.examples === 1) return;
  for (const row of delta) {
    yield anywhere("sum-slip", plus(right, p.overBatch(scale([row], -1))));
    yield atOne("sum-slip", plus(right, p.overBatch([row])));
  }
}
