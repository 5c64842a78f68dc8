import { map, type Matrix, range, sum, zip } from "./arrays.ts";

/** An activation that takes each number by itself. */
export interface Curve {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  /** The slope from the value, where textbooks write it so. */
  readonly slopeOfValue?: (a: number) => number;
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Φ, the normal distribution: its series near 0, a continued fraction farther out. */
function normal(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > 5) {
    const tail = range(60).reduceRight((rest, k) => (k + 1) / (x + rest), 0);
    const above = density / (x + tail);
    return z > 0 ? 1 - above : above;
  }
  let term = x;
  let total = x;
  for (let k = 1; k < 200 && term > 1e-18 * total; k++) {
    term *= (x * x) / (2 * k + 1);
    total += term;
  }
  return 0.5 + Math.sign(z) * density * total;
}

/** By their names on a sheet. */
export const curves = (leakySlope: number): Readonly<Record<string, Curve>> => ({
  identity: { value: (z) => z, slope: () => 1 },
  relu: { value: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) },
  leaky_relu: { value: (z) => (z > 0 ? z : leakySlope * z), slope: (z) => (z > 0 ? 1 : leakySlope) },
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z) * sigmoid(-z), slopeOfValue: (a) => a * (1 - a) },
  tanh: { value: Math.tanh, slope: (z) => 1 / Math.cosh(z) ** 2, slopeOfValue: (a) => 1 - a * a },
  elu: { value: (z) => (z > 0 ? z : Math.expm1(z)), slope: (z) => (z > 0 ? 1 : Math.exp(z)) },
  softplus: { value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), slope: sigmoid },
  silu: { value: (z) => z * sigmoid(z), slope: (z) => sigmoid(z) * (1 + z * sigmoid(-z)) },
  gelu: {
    value: (z) => z * normal(z),
    slope: (z) => normal(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  },
});

export function softmax(z: Matrix): Matrix {
  return z.map((row) => {
    const powers = row.map((x) => Math.exp(x - Math.max(...row)));
    return powers.map((power) => power / sum(powers));
  });
}

/** ∂a_out/∂z_in of softmax from its values: one example a row, the rows of its square one after the other. */
export const softmaxJacobian = (a: Matrix): Matrix =>
  a.map((row) => row.flatMap((out, i) => row.map((other, j) => out * ((i === j ? 1 : 0) - other))));

export interface LossShare {
  readonly value: (a: number, y: number, outputs: number) => number;
  readonly slope: (a: number, y: number, outputs: number) => number;
}

const log = (weight: number, x: number): number => (weight === 0 ? 0 : weight * Math.log(x));
const over = (weight: number, x: number): number => (weight === 0 ? 0 : weight / x);

/** What one output adds to an example's loss. */
export const losses: Readonly<Record<string, LossShare>> = {
  half_sq: { value: (a, y) => (a - y) ** 2 / 2, slope: (a, y) => a - y },
  mse: { value: (a, y, n) => (a - y) ** 2 / n, slope: (a, y, n) => (2 * (a - y)) / n },
  cce: { value: (a, y) => -log(y, a), slope: (a, y) => -over(y, a) },
  bce: { value: (a, y) => -(log(y, a) + log(1 - y, 1 - a)), slope: (a, y) => over(1 - y, 1 - a) - over(y, a) },
};

export const lossTerms = (name: string, a: Matrix, y: Matrix): Matrix =>
  zip(a, y, (p, t) => losses[name]!.value(p, t, a[0]!.length));

export const lossSlopes = (name: string, a: Matrix, y: Matrix): Matrix =>
  zip(a, y, (p, t) => losses[name]!.slope(p, t, a[0]!.length));

export const apply = (f: (x: number) => number, m: Matrix): Matrix => map(m, (x) => f(x));
