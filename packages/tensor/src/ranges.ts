import type { Schedule } from "./contracts.ts";
import { refuse, shown, ValueError } from "./errors.ts";
import type { Tensor } from "./tensor.ts";

/** The numbers that an option may be, in words, with an example. */
export interface Range {
  readonly expected: string;
  readonly example: number;
  readonly contains: (value: number) => boolean;
}

// Each stands by itself, so that a bundle holds those in use.

export const finite: Range = { expected: "a finite number", example: 0.1, contains: (x) => Number.isFinite(x) };

export const aboveZero: Range = {
  expected: "a finite number above 0",
  example: 1,
  contains: (x) => x > 0 && x < Infinity,
};

export const zeroOrAbove: Range = {
  expected: "a finite number, 0 or above",
  example: 0.01,
  contains: (x) => x >= 0 && x < Infinity,
};

/** 0 ≤ x < 1 */
export const belowOne: Range = {
  expected: "a number from 0 up to but not including 1",
  example: 0.9,
  contains: (x) => x >= 0 && x < 1,
};

/** 0 < x ≤ 1 */
export const atMostOne: Range = {
  expected: "a number above 0 and at most 1",
  example: 0.5,
  contains: (x) => x > 0 && x <= 1,
};

/** 0 ≤ x ≤ 1 */
export const zeroToOne: Range = { expected: "a number from 0 to 1", example: 0.1, contains: (x) => x >= 0 && x <= 1 };

export const countFromOne: Range = {
  expected: "a whole number, 1 or above",
  example: 8,
  contains: (x) => Number.isSafeInteger(x) && x >= 1,
};

export const countFromZero: Range = {
  expected: "a whole number, 0 or above",
  example: 10,
  contains: (x) => Number.isSafeInteger(x) && x >= 0,
};

/** Throws ValueError if one of the named options lies outside the range; a schedule's values are known later only. */
export function requireRange(who: string, range: Range, options: Readonly<Record<string, number | Schedule>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === "function" || (typeof value === "number" && range.contains(value))) continue;
    refuse(ValueError, who, `${name} to be ${range.expected}`, shown(value), `Pass for example ${range.example}.`);
  }
}

/** Throws ValueError if a number in `x` is wrong. An expression has no numbers yet and passes. */
export function requireValues(
  who: string,
  x: Tensor,
  isWrong: (value: number) => boolean,
  expected: string,
  cure: string,
): void {
  const wrong = x.data?.find(isWrong);
  if (wrong !== undefined) refuse(ValueError, who, expected, wrong, cure);
}
