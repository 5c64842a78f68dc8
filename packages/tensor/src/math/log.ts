import { type Arithmetic, polynomial, table } from "./arithmetic.ts";
import { ln2 } from "./ln2.ts";

/** 2/3, 2/5, …: ln((1+s)/(1−s)) = 2s + s(⅔s² + ⅖s⁴ + …). */
const series = /* @__PURE__ */ table(11, (i) => 1 / (i + 1.5));

/** ln(u) + c/u for finite u > 0 and a small correction c. */
function logOf<V, C>(m: Arithmetic<V, C>, u: V, correction: V): V {
  const [high, low] = ln2[m.precision];
  const [fraction, k] = m.split(u);
  const f = m.sub(fraction, m.constant(1));
  const s = m.div(f, m.add(m.constant(2), f));
  const square = m.mul(s, s);
  const tail = m.mul(square, polynomial(m, square, series, m.precision === 24 ? 5 : 11));
  const half = m.mul(m.mul(f, f), m.constant(0.5));
  // f − f²/2 + s(f²/2 + tail): the rounding of s then touches the small terms alone.
  const small = m.add(m.mulAdd(k, m.constant(low), correction), m.mul(s, m.add(half, tail)));
  return m.mulAdd(k, m.constant(high), m.sub(f, m.sub(half, small)));
}

/** Natural logarithm; −∞ at 0, NaN below. Error at most 1 ulp. */
export const log = <V, C>(m: Arithmetic<V, C>, x: V): V => edges(m, x, logOf(m, x, m.constant(0)), x);

/** ln(1 + x), without the loss of digits near 0; −∞ at −1, NaN below. Error at most 1 ulp. */
export function log1p<V, C>(m: Arithmetic<V, C>, x: V): V {
  const u = m.add(m.constant(1), x);
  // What rounding took from 1 + x: of the smaller term if x is large, of x itself if it is small.
  const lost = m.select(m.less(m.constant(1), x), m.sub(m.constant(1), m.sub(u, x)), m.sub(x, m.sub(u, m.constant(1))));
  return edges(m, u, logOf(m, u, m.div(lost, u)), x);
}

/** The values at the ends of the domain, where the formula does not hold. */
function edges<V, C>(m: Arithmetic<V, C>, u: V, inside: V, x: V): V {
  const zero = m.constant(0);
  const infinite = m.constant(Infinity);
  const below = m.select(m.less(u, zero), m.constant(NaN), m.constant(-Infinity));
  // Both comparisons fail for NaN, which x passes on.
  return m.select(
    m.less(zero, u),
    m.select(m.less(u, infinite), inside, infinite),
    m.select(m.less(u, infinite), below, x),
  );
}
