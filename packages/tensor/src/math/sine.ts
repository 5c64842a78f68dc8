import { type Arithmetic, factorial, polynomial, table } from "./arithmetic.ts";

/** −1/3!, 1/5!, … of the sine and −1/2!, 1/4!, … of the cosine. */
const sines = /* @__PURE__ */ table(8, (i) => (i % 2 ? 1 : -1) / factorial(2 * i + 3));
const cosines = /* @__PURE__ */ table(8, (i) => (i % 2 ? 1 : -1) / factorial(2 * i + 2));

/** π/2 in three parts, the first two with so few bits that a product with a whole number is exact. */
const halfPi = {
  24: [1.5703125, 4.8375129699707031e-4, 7.54978995489188e-8],
  53: [1.57079632673412561, 6.0771005063039659e-11, 2.0222662487959507e-21],
} as const;

/** Beyond these an argument has no digits left for its place in the circle: the sine stays what it is there. */
const farthest = { 24: 4e6, 53: 1e15 } as const;

/**
 * Sine, after `turns` quarter turns; NaN for ±∞. Error at most 2 ulp for |x| ≤ 100; for larger ones it is that of an
 * argument off by about 1 ulp.
 */
function sine<V, C>(m: Arithmetic<V, C>, x: V, turns: number): V {
  const quarter = m.constant(Math.PI / 4);
  const bound = farthest[m.precision];
  const bounded = m.max(m.min(x, m.constant(bound)), m.constant(-bound));
  const k = m.round(m.mul(bounded, m.constant(2 / Math.PI)));
  const [a, b, c] = halfPi[m.precision];
  const reduced = [a, b, c].reduce((r, part) => m.mulAdd(k, m.constant(-part), r), bounded);
  const r = m.max(m.min(reduced, quarter), m.sub(m.constant(0), quarter));
  const square = m.mul(r, r);
  const terms = m.precision === 24 ? 4 : 8;
  const sin = m.mulAdd(m.mul(r, square), polynomial(m, square, sines, terms), r);
  const cos = m.mulAdd(square, polynomial(m, square, cosines, terms), m.constant(1));

  // The quadrant: 0 sin, 1 cos, 2 −sin, 3 −cos.
  const turned = m.add(k, m.constant(turns));
  const four = m.mul(m.constant(4), m.round(m.sub(m.mul(turned, m.constant(0.25)), m.constant(0.375))));
  const quadrant = m.sub(turned, four);
  const odd = m.select(m.less(m.abs(m.sub(quadrant, m.constant(1))), m.constant(0.5)), cos, sin);
  const value = m.select(m.less(m.constant(2.5), quadrant), cos, odd);
  const signed = m.select(m.less(m.constant(1.5), quadrant), m.sub(m.constant(0), value), value);
  return m.select(m.less(m.abs(x), m.constant(Infinity)), signed, m.sub(x, x));
}

export const sin = <V, C>(m: Arithmetic<V, C>, x: V): V => sine(m, x, 0);
export const cos = <V, C>(m: Arithmetic<V, C>, x: V): V => sine(m, x, 1);
