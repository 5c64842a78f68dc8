import type { Arithmetic } from "./arithmetic.ts";
import { exp, expm1 } from "./exp.ts";
import { log1p } from "./log.ts";

const negative = <V, C>(m: Arithmetic<V, C>, x: V): V => m.sub(m.constant(0), x);

/** 1/(1 + e⁻ˣ), with all digits also where it is close to 0. Error at most 3 ulp. */
export function sigmoid<V, C>(m: Arithmetic<V, C>, x: V): V {
  const one = m.constant(1);
  const e = exp(m, negative(m, m.abs(x)));
  return m.div(m.select(m.less(x, m.constant(0)), e, one), m.add(one, e));
}

/** Hyperbolic tangent. Error at most 3 ulp. */
export function tanh<V, C>(m: Arithmetic<V, C>, x: V): V {
  const a = m.min(m.abs(x), m.constant(m.precision === 24 ? 10 : 20)); // 1 to the last bit from there
  const e = expm1(m, m.add(a, a));
  const t = m.div(e, m.add(e, m.constant(2)));
  return m.select(m.less(x, m.constant(0)), negative(m, t), t);
}

/** ln(1 + eˣ), without overflow. Error at most 2 ulp. */
export const softplus = <V, C>(m: Arithmetic<V, C>, x: V): V =>
  m.add(m.max(x, m.constant(0)), log1p(m, exp(m, negative(m, m.abs(x)))));
