/**
 * The operations that the elementary functions are written in. A function is written once over this interface:
 * the interpreter runs it on JS numbers, a code generator emits it, and both round at the same places.
 * All of them are exact or correctly rounded, so that every platform gets the same bits.
 */
export interface Arithmetic<V = number, C = boolean> {
  /** Bits of the significand: 24 or 53. */
  readonly precision: 24 | 53;
  constant(x: number): V;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  mul(a: V, b: V): V;
  div(a: V, b: V): V;
  /** a·b + c; rounded once where multiply-add is fused, twice where it is not. */
  mulAdd(a: V, b: V, c: V): V;
  abs(a: V): V;
  /** NaN if one of them is. */
  min(a: V, b: V): V;
  max(a: V, b: V): V;
  /** The nearest whole number, ties to even; |a| < 2²² in float32, 2⁵¹ in float64. */
  round(a: V): V;
  /** a·2ᵏ for a whole number k of at most 300, rounded once. */
  scale(a: V, k: V): V;
  /** `[f, k]` with a = f·2ᵏ and √½ ≤ f < √2, for finite a > 0. */
  split(a: V): [V, V];
  less(a: V, b: V): C;
  select(condition: C, a: V, b: V): V;
}

const fround = Math.fround;
const bits = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** 2ᵏ for −1022 ≤ k ≤ 1023, exactly: engines may round `2 ** k`. */
function powerOfTwo(k: number): number {
  bits.setInt32(0, (k + 1023) << 20);
  bits.setInt32(4, 0);
  return bits.getFloat64(0);
}

/** In steps, so that k may lie outside the exponents of a double; the last product alone can round. */
const scale = (a: number, k: number): number =>
  k < -1000
    ? a * powerOfTwo(k + 600) * powerOfTwo(-600)
    : k > 1000
      ? a * powerOfTwo(k - 600) * powerOfTwo(600)
      : a * powerOfTwo(k);

function split(a: number): [number, number] {
  const lift = a < 2.3e-308 ? 54 : 0; // subnormal: bring it into the normal range first
  bits.setFloat64(0, lift ? a * powerOfTwo(54) : a);
  const high = bits.getInt32(0);
  // √½ begins with the bits 0x3fe6a09e: subtracting them counts the exponent from there.
  const k = (high - 0x3fe6a09e) >> 20;
  bits.setInt32(0, high - (k << 20));
  return [bits.getFloat64(0), k - lift];
}

const common = {
  abs: Math.abs,
  min: Math.min,
  max: Math.max,
  round: (a: number): number => a + 0x18000000000000 - 0x18000000000000, // 1.5·2⁵²
  split,
  less: (a: number, b: number): boolean => a < b,
  select: (condition: boolean, a: number, b: number): number => (condition ? a : b),
};

export const float64: Arithmetic = {
  ...common,
  precision: 53,
  constant: (x) => x,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  mulAdd: (a, b, c) => a * b + c,
  scale,
};

/** Each operation rounds to float32. A double holds the exact product and sum of two floats well enough for that. */
export const float32: Arithmetic = {
  ...common,
  precision: 24,
  constant: fround,
  add: (a, b) => fround(a + b),
  sub: (a, b) => fround(a - b),
  mul: (a, b) => fround(a * b),
  div: (a, b) => fround(a / b),
  mulAdd: (a, b, c) => fround(fround(a * b) + c),
  scale: (a, k) => fround(scale(a, k)),
};

/** So many coefficients: a bundler may drop a table that is made by a call marked pure, but not one of divisions. */
export const table = (length: number, of: (i: number) => number): number[] => Array.from({ length }, (_, i) => of(i));

/** n!, exact up to 18 */
export const factorial = (n: number): number => (n > 1 ? n * factorial(n - 1) : 1);

/** c₀ + x(c₁ + x(c₂ + …)), the first `count` coefficients. */
export function polynomial<V, C>(m: Arithmetic<V, C>, x: V, coefficients: readonly number[], count: number): V {
  let sum = m.constant(coefficients[count - 1] ?? 0);
  for (let i = count - 2; i >= 0; i--) sum = m.mulAdd(sum, x, m.constant(coefficients[i] ?? 0));
  return sum;
}
