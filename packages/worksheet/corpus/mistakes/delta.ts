import { map, type Matrix, range, scale, times, zip } from "../arrays.ts";
import { apply } from "../curves.ts";
import { diagonal, type Page, throughJacobian } from "../page.ts";
import { ofWayBack, twice } from "./forward.ts";
import { isEntropy, ofLossSlope, otherClasses } from "./loss.ts";
import { anywhere, atOne, everywhere, type Wrong } from "./wrong.ts";

const textbookSlopes: Readonly<Record<string, (a: number) => number>> = {
  sigmoid: (a) => a * (1 - a),
  tanh: (a) => 1 - a * a,
  relu: (a) => (a > 0 ? 1 : 0),
  half: (a) => 1 - a,
};

/** Slopes taken wrongly: of another function, or at the wrong point. */
function* wrongSlopes(p: Page, l: number): Generator<Wrong> {
  const name = p.activation(l);
  const [a, z] = [p.a(l), p.z(l)];
  const masked = (m: Matrix): Matrix => p.masked(l, m);
  const curve = p.curve(name);
  if (name !== "identity" && name !== "relu") {
    yield anywhere("derivative-at-output", masked(apply((x) => curve.slope(x), a)));
    if (curve.slopeOfValue) yield anywhere("derivative-at-output", masked(apply(curve.slopeOfValue, z)));
  }
  if (name === "sigmoid") yield anywhere("derivative-at-output", masked(apply((x) => curve.value(x), a)));
  for (const [other, slope] of Object.entries(textbookSlopes)) {
    if (other !== name && name !== "identity") yield anywhere("wrong-derivative", masked(apply(slope, a)));
  }
  if (name === "relu") {
    yield anywhere("relu-gate-ignored", masked(map(z, () => 1)));
    yield anywhere("wrong-derivative", masked(a));
  } else if (name !== "identity") {
    yield anywhere("activation-derivative-omitted", masked(map(z, () => 1)));
  }
}

export function* ofSlope(p: Page, l: number): Generator<Wrong> {
  if (!p.couples(l)) yield* wrongSlopes(p, l);
  else if (p.hand.jacobian === "diagonal") yield* wrongDiagonal(p, l);
  else yield* wrongSquare(p, l);
}

function* wrongDiagonal(p: Page, l: number): Generator<Wrong> {
  const a = p.a(l);
  yield anywhere(
    "wrong-derivative",
    map(a, (x) => 1 - x * x),
  );
  yield anywhere(
    "wrong-derivative",
    map(a, (x) => 1 - x),
  );
  yield everywhere(
    "activation-derivative-omitted",
    map(a, () => 1),
  );
}

function* wrongSquare(p: Page, l: number): Generator<Wrong> {
  const width = p.net.sizes[l]!;
  const right = p.right(`da_dz${l}`);
  const a = p.a(l);
  const place = (c: number): [number, number] => [Math.floor(c / width), c % width];
  const elsewhere = (f: (x: number, e: number, i: number, j: number) => number): Matrix =>
    map(right, (x, e, c) => f(x, e, ...place(c)));
  if (width === 1) return;
  yield everywhere(
    "softmax-diagonal-only",
    elsewhere((x, _, i, j) => (i === j ? x : 0)),
  );
  yield anywhere(
    "sign",
    elsewhere((x, _, i, j) => (i === j ? x : -x)),
  );
  yield anywhere(
    "jacobian-index-slip",
    elsewhere((_, e, i, j) => a[e]![i]! * (1 - a[e]![j]!)),
  );
  for (const k of range(width - 1)) {
    const next = (j: number): number => (j + k + 1) % width;
    yield atOne(
      "jacobian-index-slip",
      elsewhere((_, e, i, j) => (i === j ? a[e]![i]! * (1 - a[e]![next(i)]!) : -a[e]![i]! * a[e]![next(j)]!)),
    );
  }
}

export function* ofDelta(p: Page, l: number): Generator<Wrong> {
  const last = l === p.layers;
  if (last && p.direct && p.hand.directDelta) yield* ofDirectDelta(p);
  else yield* ofProduct(p, l);
  if (last && p.examples > 1) yield anywhere("batch-mean-added", scale(p.right(`delta${l}`), 1 / p.examples));
  if (last) yield* ofOtherLoss(p);
}

function* ofDirectDelta(p: Page): Generator<Wrong> {
  const { y } = p.net;
  const a = p.a(p.layers);
  yield anywhere(
    "prediction-target-swapped",
    zip(a, y, (x, t) => t - x),
  );
  for (const shifted of otherClasses(y))
    yield {
      ...anywhere(
        "wrong-class",
        zip(a, shifted, (x, t) => x - t),
      ),
      scopes: ["row", "step"],
    };
}

/** The delta that belongs to another loss: without the slope where it counts, with it where it does not. */
function* ofOtherLoss(p: Page): Generator<Wrong> {
  const { loss, y } = p.net;
  const a = p.a(p.layers);
  const error = zip(a, y, (x, t) => x - t);
  if (isEntropy(loss)) {
    const slope = p.slopes(p.layers);
    yield anywhere("delta-of-other-loss", times(error, slope));
    yield anywhere("delta-of-other-loss", scale(times(error, slope), 2));
    yield anywhere("delta-of-other-loss", scale(times(error, slope), 2 / y[0]!.length));
    if (loss === "bce" && p.couples(p.layers)) yield anywhere("delta-of-other-loss", error);
  } else if (p.activation(p.layers) !== "identity") {
    yield anywhere("delta-of-other-loss", error);
  }
}

/** delta as dL/da times the slope, or through the square of softmax. */
function* ofProduct(p: Page, l: number): Generator<Wrong> {
  const incoming = p.get(`dL_da${l}`);
  const withSlope = (slope: Matrix): Matrix => times(incoming, slope);
  if (p.couples(l)) {
    const square = p.jacobian(l);
    yield anywhere("softmax-diagonal-only", withSlope(diagonal(square)));
    yield anywhere("activation-derivative-omitted", incoming);
    yield everywhere("activation-derivative-twice", throughJacobian(throughJacobian(incoming, square), square));
    yield* slipsInJacobian(incoming, square);
  } else if (p.activation(l) !== "identity") {
    const slope = p.slopes(l);
    const relu = p.activation(l) === "relu";
    yield anywhere(relu ? "relu-gate-ignored" : "activation-derivative-omitted", p.masked(l, incoming));
    yield anywhere("activation-derivative-twice", twice(incoming, slope));
    if (!p.values.has(`da_dz${l}`)) {
      for (const wrong of wrongSlopes(p, l)) yield { ...wrong, value: withSlope(wrong.value) };
    }
  }
  if (p.values.has(`dL_da${l}`)) return;
  const onwards = (m: Matrix): Matrix => (p.couples(l) ? throughJacobian(m, p.jacobian(l)) : withSlopeOf(p, l, m));
  const before = l === p.layers ? ofLossSlope(p) : ofWayBack(p, l + 1);
  for (const wrong of before) yield { ...wrong, value: onwards(wrong.value) };
}

const withSlopeOf = (p: Page, l: number, m: Matrix): Matrix => times(m, p.slopes(l));

function* slipsInJacobian(incoming: Matrix, square: Matrix): Generator<Wrong> {
  const width = incoming[0]!.length;
  const right = throughJacobian(incoming, square);
  const at = (e: number, i: number, j: number): number => square[e]![i * width + j]!;
  for (const i of range(width)) {
    for (const k of range(width - 1)) {
      const next = (j: number): number => (j + k + 1) % width;
      yield atOne(
        "jacobian-index-slip",
        map(right, (x, e, j) => x + incoming[e]![i]! * (at(e, i, next(j)) - at(e, i, j))),
      );
    }
    yield atOne(
      "sum-slip",
      map(right, (x, e, j) => x - incoming[e]![i]! * at(e, i, j)),
    );
  }
}
