import { type Arithmetic, float64 } from "./arithmetic.ts";
import { exp, expm1 } from "./exp.ts";
import { log, log1p } from "./log.ts";
import { erf, normalCdf, normalPdf } from "./normal.ts";
import { sigmoid, softplus, tanh } from "./sigmoid.ts";
import { cos, sin } from "./sine.ts";

// What tests compare with; nothing of it is published.

export type Elementary = (m: Arithmetic, x: number) => number;

export interface Promised {
  readonly f: Elementary;
  /** In float64, by code that shares nothing with ours, or in our float64 where the fixture has checked that. */
  readonly truth: (x: number) => number;
  /** Largest error in ulp, in float32. */
  readonly ulp: number;
  readonly where?: (x: number) => boolean;
  /** Looks at so many times fewer floats, where the truth is slow. */
  readonly thinned?: number;
}

const upTo100 = (x: number): boolean => Math.abs(x) <= 100;

export const promises: Readonly<Record<string, Promised>> = {
  exp: { f: exp, truth: Math.exp, ulp: 1.1 },
  expm1: { f: expm1, truth: Math.expm1, ulp: 2 },
  log: { f: log, truth: Math.log, ulp: 1 },
  log1p: { f: log1p, truth: Math.log1p, ulp: 1 },
  sigmoid: { f: sigmoid, truth: (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))), ulp: 3 },
  tanh: { f: tanh, truth: Math.tanh, ulp: 3 },
  softplus: { f: softplus, truth: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), ulp: 2 },
  sin: { f: sin, truth: Math.sin, ulp: 2, where: upTo100 },
  cos: { f: cos, truth: Math.cos, ulp: 2, where: upTo100 },
  // The square of a float is exact in a double.
  normalPdf: { f: normalPdf, truth: (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI), ulp: 4 },
  normalCdf: { f: normalCdf, truth: (x) => normalCdf(float64, x), ulp: 5, thinned: 16 },
  erf: { f: erf, truth: trueErf, ulp: 3, thinned: 16 },
};

function trueErf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x); // to the last bit
  // The series is exact to the last bit here, and fast.
  return size < 2 ** -12 ? (2 / Math.sqrt(Math.PI)) * (x - x ** 3 / 3) : erf(float64, x);
}

/** Distance of neighbours around y. */
export const spacing = (y: number, bits: 24 | 53): number => {
  const lowest = bits === 24 ? -126 : -1022;
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(y))), lowest) + 1 - bits);
};

/** Error in ulp; 0 where ours is the nearest float, or overflows as that does. */
export const error = (ours: number, truth: number): number =>
  Object.is(ours, Math.fround(truth)) || ours === truth ? 0 : Math.abs(ours - truth) / spacing(truth, 24);
