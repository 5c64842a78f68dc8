import { ValueError } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";

interface Range {
  readonly expected: string;
  readonly example: number;
  readonly contains: (value: number) => boolean;
}

type RangeName = "any" | "positive" | "nonNegative" | "decay" | "factor" | "count" | "wait";

const ranges: Record<RangeName, Range> = {
  any: { expected: "a finite number", example: 0.1, contains: (x) => Number.isFinite(x) },
  positive: { expected: "a finite number above 0", example: 1, contains: (x) => x > 0 && x < Infinity },
  nonNegative: { expected: "a finite number, 0 or above", example: 0.01, contains: (x) => x >= 0 && x < Infinity },
  decay: { expected: "a number from 0 up to but not including 1", example: 0.9, contains: (x) => x >= 0 && x < 1 },
  factor: { expected: "a number above 0 and at most 1", example: 0.5, contains: (x) => x > 0 && x <= 1 },
  count: { expected: "a whole number, 1 or above", example: 100, contains: (x) => Number.isSafeInteger(x) && x >= 1 },
  wait: { expected: "a whole number, 0 or above", example: 10, contains: (x) => Number.isSafeInteger(x) && x >= 0 },
};

/** Throws ValueError if one of the named values lies outside the range; a schedule's values are known later only. */
export function requireRange(who: string, range: RangeName, values: Record<string, Hyperparameter>): void {
  const { expected, example, contains } = ranges[range];
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "function" || contains(value)) continue;
    throw new ValueError(`${who}: expected ${name} to be ${expected}, received ${value}. Pass for example ${example}.`);
  }
}

/** Throws ValueError if the value is none of the words. */
export function requireWord(who: string, name: string, value: string, words: readonly string[]): void {
  if (words.includes(value)) return;
  const listed = words.map((word) => `"${word}"`).join(" or ");
  throw new ValueError(`${who}: expected ${name} to be ${listed}, received "${value}". Pass one of them.`);
}
