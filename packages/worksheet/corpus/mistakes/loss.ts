import { map, type Matrix, scale, sum, zip } from "../arrays.ts";
import { losses, lossTerms } from "../curves.ts";
import type { Page } from "../page.ts";
import { anywhere, everywhere, sameAs, type Wrong } from "./wrong.ts";

export function* ofLossTerms(p: Page): Generator<Wrong> {
  const { loss, y } = p.net;
  const a = p.a(p.layers);
  const terms = lossTerms(loss, a, y);
  yield* factors(p, terms);
  if (isEntropy(loss)) {
    for (const base of [10, 2]) yield anywhere("log-base", scale(terms, 1 / Math.log(base)));
    yield everywhere("bce-cce-confused", lossTerms(otherEntropy(loss), a, y));
    for (const shifted of otherClasses(y))
      yield { ...anywhere("wrong-class", lossTerms(loss, a, shifted)), scopes: ["row", "step"] };
  }
}

export const isEntropy = (loss: string): boolean => loss === "cce" || loss === "bce";
const otherEntropy = (loss: string): string => (loss === "cce" ? "bce" : "cce");

/** The wanted outputs moved on by one place or more. */
export const otherClasses = (y: Matrix): Matrix[] =>
  y[0]!.slice(1).map((_, k) => map(y, (__, r, c) => y[r]![(c + k + 1) % y[r]!.length]!));

/** The ½ and the 1/outputs that a loss has or has not. */
function* factors(p: Page, right: Matrix): Generator<Wrong> {
  const { loss, sizes } = p.net;
  const outputs = sizes.at(-1)!;
  yield loss === "half_sq" ? anywhere("half-dropped", scale(right, 2)) : sameAs("half-dropped", scale(right, 2));
  yield loss === "mse" ? anywhere("half-added", scale(right, 0.5)) : sameAs("half-added", scale(right, 0.5));
  if (outputs > 1) {
    if (loss === "mse") yield anywhere("output-mean-missing", scale(right, outputs));
    else yield anywhere("output-mean-added", scale(right, 1 / outputs));
  }
}

export function* ofLoss(p: Page): Generator<Wrong> {
  const terms = p.get("loss_terms");
  const weights = p.net.weights;
  const total = (m: Matrix): Matrix => p.total(m, weights);
  yield* meanOfBatch(p, total(terms), [[p.penalty(weights)]]);
  for (const wrong of factors(p, terms)) yield { ...wrong, value: total(wrong.value) };
  if (p.net.regularizer) yield everywhere("regularization-omitted", p.total(terms, []));
  const number = terms.flat().length;
  for (const [r, row] of terms.entries()) {
    for (const c of row.keys()) {
      const counted = (times: number): Matrix => total(map(terms, (x, i, j) => (i === r && j === c ? times * x : x)));
      if (number > 1) yield everywhere("sum-slip", counted(0));
      if (number > 1) yield everywhere("sum-slip", counted(2));
    }
    if (terms.length > 1) yield everywhere("sum-slip", total(map(terms, (x, i) => (i === r ? 0 : x))));
  }
}

/** The 1/n of the batch left out, or put in where it has no place; not on the penalty. */
export function* meanOfBatch(p: Page, right: Matrix, penalty: Matrix): Generator<Wrong> {
  const n = p.examples;
  if (n === 1) return;
  const factor = p.net.batch === "mean" ? n : 1 / n;
  const kind = p.net.batch === "mean" ? "batch-mean-missing" : "batch-mean-added";
  yield anywhere(
    kind,
    zip(right, penalty, (x, f) => (x - f) * factor + f),
  );
  if (sum(penalty.flat()) !== 0) yield anywhere(kind, scale(right, factor));
}

export function* ofLossSlope(p: Page): Generator<Wrong> {
  const { loss, y } = p.net;
  const a = p.a(p.layers);
  const outputs = y[0]!.length;
  const slopes = (name: string, target: Matrix): Matrix => zip(a, target, (x, t) => losses[name]!.slope(x, t, outputs));
  const right = slopes(loss, y);
  yield* factors(p, right);
  if (p.examples > 1) yield anywhere("batch-mean-added", scale(right, 1 / p.examples));
  if (isEntropy(loss)) {
    yield everywhere("bce-cce-confused", slopes(otherEntropy(loss), y));
    yield anywhere("delta-of-other-loss", slopes("half_sq", y));
    yield anywhere("delta-of-other-loss", slopes("mse", y));
    yield anywhere(
      "delta-of-other-loss",
      zip(a, y, (x, t) => 2 * (x - t)),
    );
    for (const shifted of otherClasses(y))
      yield { ...anywhere("wrong-class", slopes(loss, shifted)), scopes: ["row", "step"] };
  } else {
    yield anywhere("prediction-target-swapped", scale(right, -1));
    yield anywhere("delta-of-other-loss", slopes("cce", y));
    yield anywhere("delta-of-other-loss", slopes("bce", y));
  }
  if (loss === "bce") {
    yield anywhere(
      "log-complement-sign",
      zip(a, y, (x, t) => -(t === 0 ? 0 : t / x) - (t === 1 ? 0 : (1 - t) / (1 - x))),
    );
  }
}
