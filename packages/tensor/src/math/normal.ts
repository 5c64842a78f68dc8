import { type Arithmetic, factorial, polynomial, table } from "./arithmetic.ts";
import { exp } from "./exp.ts";

const inverseRootTwoPi = 0.3989422804014327;

/** e^(−x²/2), accurate in the tail too: there the rounding of x² alone would cost 50 ulp. */
function bell<V, C>(m: Arithmetic<V, C>, x: V): V {
  const t = m.min(m.abs(x), m.constant(m.precision === 24 ? 15 : 40)); // 0 from there
  // t = h + l with few bits in h, so that h² is exact: t² = h² + l(t + h).
  const h = m.mul(m.round(m.mul(t, m.constant(16))), m.constant(1 / 16));
  const minusHalf = m.constant(-0.5);
  const head = exp(m, m.mul(m.mul(h, h), minusHalf));
  return m.mul(head, exp(m, m.mul(m.mul(m.sub(t, h), m.add(t, h)), minusHalf)));
}

/** Density of the standard normal distribution. Error at most 4 ulp. */
export const normalPdf = <V, C>(m: Arithmetic<V, C>, x: V): V => m.mul(bell(m, x), m.constant(inverseRootTwoPi));

/**
 * (4 + t) Φ(−t) e^(t²/2) as a polynomial in (t − 4)/(t + 4), 0 ≤ t ≤ 15: relative error 9e-9.
 * Least squares on Chebyshev points, reweighted towards the smallest maximum (Lawson 1961).
 */
const mills = [
  0.755285144, -0.607896566, 0.387136906, -0.186523661, 0.0604034886, -0.00752400421, -0.0035102095, 0.00156840822,
  0.000174657267, -0.000134197428,
];

/** Φ(−t) for t ≥ 0. */
function lowerTail<V, C>(m: Arithmetic<V, C>, t: V): V {
  if (m.precision === 24) {
    const bounded = m.min(t, m.constant(15));
    const four = m.constant(4);
    const sum = m.add(bounded, four);
    const ratio = polynomial(m, m.div(m.sub(bounded, four), sum), mills, mills.length);
    return m.mul(bell(m, t), m.div(ratio, sum));
  }
  const density = normalPdf(m, t);
  // Near 0: ½ − φ(t)(t + t³/3 + t⁵/15 + …); farther out Laplace's continued fraction φ(t)/(t + 1/(t + 2/(t + …))).
  const bounded = m.min(t, m.constant(40));
  const square = m.mul(bounded, bounded);
  let near = m.constant(1);
  for (let n = 39; n > 1; n -= 2) near = m.add(m.constant(1), m.div(m.mul(near, square), m.constant(n)));
  // What stands below term n is close to t/2 + √n.
  let far = m.add(m.mul(bounded, m.constant(0.5)), m.constant(13.45));
  for (let n = 180; n > 0; n--) far = m.add(bounded, m.div(m.constant(n), far));
  return m.select(
    m.less(t, m.constant(1.2)),
    m.sub(m.constant(0.5), m.mul(density, m.mul(bounded, near))),
    m.div(density, far),
  );
}

/** Φ, the distribution function of the standard normal, with all digits in its lower tail. Error at most 5 ulp. */
export function normalCdf<V, C>(m: Arithmetic<V, C>, x: V): V {
  const tail = lowerTail(m, m.abs(x));
  return m.select(m.less(x, m.constant(0)), tail, m.sub(m.constant(1), tail));
}

/** (−1)ᵏ/(k!(2k + 1)): the power series of the error function in x². */
const series = /* @__PURE__ */ table(19, (k) => (k % 2 ? -1 : 1) / (factorial(k) * (2 * k + 1)));

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. Error at most 3 ulp. */
export function erf<V, C>(m: Arithmetic<V, C>, x: V): V {
  const square = m.mul(x, x);
  const inner = polynomial(m, square, series, m.precision === 24 ? 11 : series.length);
  const near = m.mul(x, m.mul(m.constant(1.1283791670955126), inner));
  const tail = lowerTail(m, m.mul(m.abs(x), m.constant(Math.SQRT2)));
  const far = m.sub(m.constant(1), m.add(tail, tail));
  const signed = m.select(m.less(x, m.constant(0)), m.sub(m.constant(0), far), far);
  return m.select(m.less(m.abs(x), m.constant(1)), near, signed);
}
