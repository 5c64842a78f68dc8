import { type Code, type Local } from "./code.ts";
import * as ops from "./ops.ts";
import { pushLength } from "./space.ts";

/** A piece of work as a function, and the axis along which it can be done in parts. */
export interface Kernel {
  readonly code: Code;
  /** Elements of the axis; a negative number counts rows of the batch. */
  readonly length: number;
  /** Parts begin at multiples of it. */
  readonly grain: number;
  /** About how long all of it takes, in ns; a negative number is for each row of the batch. */
  readonly time: number;
  /** Whether another kernel calls it, and nobody else. */
  readonly inner?: boolean;
}

/** A function that can only be called as a whole. */
export const whole = (code: Code): Kernel => ({ code, length: 1, grain: 1, time: 0 });

/** Where the part of a call begins and ends, in elements of the axis: the parameters behind the rows. */
export const part: { readonly from: Local; readonly to: Local } = { from: 1, to: 2 };

/** Of a function that works on a few rows at a time: how many bytes before their place what it reads of them lies. */
export const shift: Local = 3;

/** Puts the smaller of two integers on the stack. */
export function pushLeast(code: Code, a: Local, b: number): Code {
  const least = (): Code => code.get(a).also(() => pushLength(code, b));
  return least().also(least).op(ops.i32LtS, ops.select);
}

/** A product of lengths, one of which may count rows, as time: so many ns for each. */
export const timeFor = (lengths: readonly number[], each: number): number =>
  lengths.reduce((all, length) => all * length, each);
