import type { Arithmetic } from "@chainrule/tensor/math";
import type { Mode } from "./mode.ts";
import { type Code, type Local } from "./code.ts";
import * as simd from "./simd.ts";

/** The elementary functions' arithmetic on a vector of floats or doubles: each operation emits an instruction. */
export function vectorArithmetic(code: Code, mode: Mode): Arithmetic<Local, Local> {
  const unary =
    (op: number) =>
    (a: Local): Local =>
      code.compute(op, a);
  const binary =
    (op: number) =>
    (a: Local, b: Local): Local =>
      code.compute(op, a, b);
  const wide = code.width === 8;
  /** Bits behind the point, and what is added to an exponent. */
  const [digits, bias] = wide ? [52, 1023] : [23, 127];
  const constant = (x: number): Local => code.number(x);
  /** A positive integer has the bits of so many times the least number. */
  const integer = (x: number): Local => constant(x * (wide ? Number.MIN_VALUE : 2 ** -149));
  // With it added, a whole number stands in the last bits.
  const magic = (): Local => constant(1.5 * 2 ** digits);
  const shift = (a: Local, op: number, by: number): Local => code.shift(op, a, by);
  // Masks are all ones or all zeros, for which the relaxed instruction is the same and shorter.
  const choose = mode === "fused" ? simd.relaxedLaneselect : simd.bitselect;
  const select = (condition: Local, a: Local, b: Local): Local => code.compute(choose, a, b, condition);
  /** With a constant that is no NaN, the short instruction is right but for the sign of a 0. */
  const short = (b: Local): boolean => {
    const number = code.numberIn(b);
    return number !== undefined && !Object.is(number, -0) && !Number.isNaN(number);
  };
  const [add, sub, mul] = [binary(simd.addF32), binary(simd.subF32), binary(simd.mulF32)];
  const [addInt, subInt] = [binary(simd.addI32), binary(simd.subI32)];
  /** 2ᵏ for whole k as integers. */
  const power = (k: Local): Local => shift(addInt(k, integer(bias)), simd.shlI32, digits);
  const less = binary(simd.ltF32);
  return {
    precision: wide ? 53 : 24,
    constant,
    add,
    sub,
    mul,
    div: binary(simd.divF32),
    mulAdd: (a, b, c) => (mode === "fused" ? code.compute(simd.relaxedMadd, a, b, c) : add(mul(a, b), c)),
    abs: unary(simd.absF32),
    min: (a, b) => code.compute(short(b) ? simd.pminF32 : simd.minF32, a, b),
    max(a, b) {
      if (!short(b)) return code.compute(simd.maxF32, a, b);
      const larger = code.compute(simd.pmaxF32, a, b);
      return code.numberIn(b) === 0 ? code.compute(simd.absF32, larger) : larger; // of −0 and 0 it is 0
    },
    round: unary(simd.nearest),
    scale(a, k) {
      // In two steps, the first exact: 2ᵏ alone may lie outside the exponents of a float.
      const whole = subInt(add(k, magic()), magic());
      const half = shift(whole, simd.shrI32, 1);
      return mul(mul(a, power(half)), power(subInt(whole, half)));
    },
    split(a) {
      const subnormal = less(a, constant(2 ** (1 - bias)));
      const lift = digits + 1;
      const lifted = select(subnormal, mul(a, constant(2 ** lift)), a);
      // √½ as the interpreter's split has it: the upper bits of its double.
      const k = shift(subInt(lifted, constant(0x16a09e / 2 ** 21)), simd.shrI32, digits);
      const fraction = subInt(lifted, shift(k, simd.shlI32, digits));
      const exponent = wide ? sub(addInt(k, magic()), magic()) : code.compute(simd.convertI32, k);
      return [fraction, sub(exponent, select(subnormal, constant(lift), constant(0)))];
    },
    less,
    select,
  };
}

/** sum ← sum + factor·part, where `part` puts four numbers on the stack. */
export function multiplyAdd(code: Code, mode: Mode, sum: Local, factor: Local, part: () => unknown): void {
  if (mode === "exact") code.get(sum).get(factor).also(part).v(simd.mulF32).v(simd.addF32).set(sum);
  else code.get(factor).also(part).get(sum).v(simd.relaxedMadd).set(sum);
}

/** The columns of four rows of four, or of two of two. */
export function transposed(code: Code, rows: readonly Local[]): Local[] {
  const shuffle = (a: Local, b: Local, ...words: number[]): Local => {
    code.get(a).get(b).v(simd.shuffle);
    return code.op(...words.flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3])).keep();
  };
  const [a, b, c, d] = rows as [Local, Local, Local?, Local?];
  const pairs =
    c === undefined || d === undefined
      ? [[a, b] as const]
      : [
          [shuffle(a, b, 0, 4, 1, 5), shuffle(c, d, 0, 4, 1, 5)] as const,
          [shuffle(a, b, 2, 6, 3, 7), shuffle(c, d, 2, 6, 3, 7)] as const,
        ];
  return pairs.flatMap(([x, y]) => [shuffle(x, y, 0, 1, 4, 5), shuffle(x, y, 2, 3, 6, 7)]);
}
