import { isSquare, map, type Matrix, plus, range, sameShape, scale, transpose, zip } from "../arrays.ts";
import type { Page } from "../page.ts";
import { minus } from "./forward.ts";
import { meanOfBatch } from "./loss.ts";
import { anywhere, atOne, everywhere, sameAs, type Wrong } from "./wrong.ts";

/** m and v after the step. */
export function* ofMoment(p: Page, moment: "m" | "v", parameter: string): Generator<Wrong> {
  const { optimizer } = p.net;
  const g = p.gradient(parameter);
  const old = p.before(moment, parameter);
  const begun = p.net.stepsBefore > 0;
  if (optimizer === "momentum" || optimizer === "nesterov") {
    const beta = p.option("momentum");
    const dampening = p.option("dampening");
    const fresh = scale(g, begun ? 1 - dampening : 1);
    if (begun) {
      yield anywhere("momentum-omitted", plus(old, fresh));
      yield anywhere("stale-buffer", fresh);
      yield sameAs("momentum-omitted", fresh);
      yield everywhere("stale-buffer", old);
      if (dampening > 0) yield anywhere("dampening-ignored", plus(scale(old, beta), g));
    }
    yield anywhere("momentum-swapped", plus(old, scale(fresh, beta)));
    if (dampening === 0) yield anywhere("momentum-swapped", plus(scale(old, 1 - beta), scale(g, beta)));
    return;
  }
  if (begun) yield everywhere("stale-moments", old);
  if (optimizer === "adagrad") return;
  const square = moment === "v" ? map(g, (x) => x * x) : g;
  const [own, other] = moment === "v" ? ["beta2", "beta1"] : ["beta1", "beta2"];
  const mixed = (decay: number): Matrix => zip(old, square, (o, x) => decay * o + (1 - decay) * x);
  if (optimizer === "rmsprop") {
    yield anywhere("betas-swapped", mixed(1 - p.option("decay")));
    return;
  }
  yield anywhere("betas-swapped", mixed(p.option(other)));
  yield anywhere("betas-swapped", mixed(1 - p.option(own)));
  if (optimizer === "adamw") yield everywhere("adamw-as-coupled", p.asCoupled().moment(moment, parameter));
}

export function* ofUpdate(p: Page, parameter: string): Generator<Wrong> {
  const old = p.parameter(parameter);
  const step = p.step(parameter);
  const { rate } = p.net;
  const off = (m: Matrix): Matrix => minus(old, m);
  yield anywhere("sign", plus(old, step));
  yield anywhere("rate-omitted", off(scale(step, 1 / rate)));
  yield anywhere("rate-twice", off(scale(step, rate)));
  for (const shift of [10, 0.1]) yield anywhere("decimal-shift", off(scale(step, shift)));
  if (isSquare(step)) {
    yield everywhere("cell-mixed-up", off(transpose(step)));
    yield sameAs("outer-product-transposed", off(transpose(step)));
  }
  const [rows, columns] = [step.length, step[0]!.length];
  for (const r of range(rows)) {
    for (const c of range(columns)) {
      if (r + c > 0)
        yield atOne("cell-mixed-up", off(map(step, (_, i, j) => step[(i + r) % rows]![(j + c) % columns]!)));
    }
  }
  yield parameter.startsWith("b") ? everywhere("bias-gradient-omitted", old) : sameAs("bias-gradient-omitted", old);
  for (const other of p.net.weights) {
    if (parameter.startsWith("W") && other !== old && sameShape(other, old)) {
      yield everywhere("wrong-matrix-copied", minus(other, step));
    }
  }
  yield* ofOptimizer(p, parameter, off);
}

function* ofOptimizer(p: Page, parameter: string, off: (m: Matrix) => Matrix): Generator<Wrong> {
  const { optimizer, rate, stepsBefore } = p.net;
  const g = p.gradient(parameter);
  if (optimizer === "momentum" || optimizer === "nesterov") {
    const m = p.get(`m_${parameter}`);
    const beta = p.option("momentum");
    const ahead = (buffer: Matrix): Matrix => off(zip(g, buffer, (d, x) => rate * (d + beta * x)));
    const before = p.before("m", parameter);
    if (optimizer === "momentum") {
      yield everywhere("nesterov-formula", ahead(m));
      yield everywhere("stale-buffer", off(scale(g, rate)));
      yield sameAs("momentum-omitted", off(scale(g, rate)));
      if (stepsBefore > 0) yield everywhere("stale-buffer", off(scale(before, rate)));
    } else {
      yield everywhere("nesterov-formula", off(scale(m, rate)));
      yield sameAs("momentum-omitted", off(scale(g, rate)));
      yield anywhere("momentum-omitted", off(scale(plus(g, m), rate)));
      yield (stepsBefore > 0 ? everywhere : sameAs)("stale-buffer", ahead(before));
    }
  }
  if (optimizer === "adam" || optimizer === "adamw") yield* ofAdam(p, parameter, off);
  if (optimizer === "rmsprop" || optimizer === "adagrad") {
    const [v, epsilon] = [p.get(`v_${parameter}`), p.option("epsilon")];
    const by = (square: Matrix): Matrix => off(zip(g, square, (d, x) => (rate * d) / (Math.sqrt(x) + epsilon)));
    yield anywhere("epsilon-inside-root", off(zip(g, v, (d, x) => (rate * d) / Math.sqrt(x + epsilon))));
    if (stepsBefore > 0) yield everywhere("stale-moments", by(p.before("v", parameter)));
  }
}

function* ofAdam(p: Page, parameter: string, off: (m: Matrix) => Matrix): Generator<Wrong> {
  const [m, v] = [p.get(`m_${parameter}`), p.get(`v_${parameter}`)];
  const t = p.net.stepsBefore + 1;
  const step = (other: Partial<Parameters<Page["adamStep"]>[1]>): Matrix =>
    off(p.adamStep(parameter, { m, v, ...other }));
  yield anywhere("bias-correction-omitted", step({ plain: true }));
  yield anywhere("epsilon-inside-root", step({ inside: true }));
  yield everywhere("betas-swapped", step({ beta1: p.option("beta2"), beta2: p.option("beta1") }));
  yield everywhere("step-off-by-one", step({ t: t + 1 }));
  if (t === 1) return;
  const [oldM, oldV] = [p.before("m", parameter), p.before("v", parameter)];
  yield everywhere("step-off-by-one", step({ t: t - 1 }));
  yield everywhere("stale-moments", step({ m: oldM, v: oldV }));
  yield everywhere("stale-moments", step({ v: oldV }));
  yield everywhere("stale-moments", step({ m: oldM }));
  yield anywhere("amsgrad-mixed", step({ v: zip(oldV, v, Math.max) }));
}

export function* ofLossAfter(p: Page): Generator<Wrong> {
  const weights = range(p.layers).map((i) => p.get(`W${i + 1}_new`));
  yield* meanOfBatch(p, p.lossAfter(), [[p.penalty(weights)]]);
}
