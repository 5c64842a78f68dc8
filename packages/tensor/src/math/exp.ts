import { type Arithmetic, factorial, polynomial, table } from "./arithmetic.ts";
import { ln2 } from "./ln2.ts";

/** 1/2!, 1/3!, …: six of them reach the last bit of a float for |r| ≤ ln(2)/2, twelve that of a double. */
const taylor = /* @__PURE__ */ table(12, (i) => 1 / factorial(i + 2));

/** eˣ = 2ᵏ(1 + p), with k whole and |ln(1 + p)| ≤ ln(2)/2. */
function reduce<V, C>(m: Arithmetic<V, C>, x: V): { k: V; p: V } {
  const [high, low] = ln2[m.precision];
  const k = m.round(m.mul(x, m.constant(Math.LOG2E)));
  const r = m.mulAdd(k, m.constant(-low), m.mulAdd(k, m.constant(-high), x));
  const q = polynomial(m, r, taylor, m.precision === 24 ? 6 : 12);
  return { k, p: m.mulAdd(m.mul(r, r), q, r) };
}

/** Beyond these eˣ is 0 or ∞, and eˣ − 1 is −1; the clamp keeps k small and lets NaN through. */
const range = { 24: [-104, 89, -18], 53: [-746, 710, -38] } as const;

/** eˣ. Error at most 1.1 ulp. */
export function exp<V, C>(m: Arithmetic<V, C>, x: V): V {
  const [lowest, highest] = range[m.precision];
  const { k, p } = reduce(m, m.min(m.max(x, m.constant(lowest)), m.constant(highest)));
  return m.scale(m.add(m.constant(1), p), k);
}

/** eˣ − 1, without the loss of digits near 0. Error at most 2 ulp. */
export function expm1<V, C>(m: Arithmetic<V, C>, x: V): V {
  const [, highest, lowest] = range[m.precision];
  const one = m.constant(1);
  const { k, p } = reduce(m, m.min(m.max(x, m.constant(lowest)), m.constant(highest)));
  // 2ᵏ(p + (1 − 2⁻ᵏ)): the bracket is exact where it matters, and 0 for k = 0.
  return m.scale(m.add(p, m.sub(one, m.scale(one, m.sub(m.constant(0), k)))), k);
}
