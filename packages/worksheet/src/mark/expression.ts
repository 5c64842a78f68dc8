import { readDecimal } from "../sheet/decimal.ts";
import { rangeOf } from "./digits.ts";

type Range = readonly [low: number, high: number];

/** How `log` is read: natural, or as on many calculators. */
export type Base = "e" | 10;

/**
 * The value of a term with its numbers put in, such as `0.1 - (0.01 * -0.5531)`.
 *
 * A number that stands elsewhere on the sheet is meant as it is; another one with three digits or more may have been
 * shortened once more. Brackets that are not closed end with the term.
 *
 * @param isKnown - whether a number stands elsewhere on the sheet
 * @returns undefined if it is no such term
 */
export function evaluateTerm(text: string, isKnown: (value: number) => boolean, base: Base): Range | undefined {
  if (text.length > 2000) return undefined;
  const tokens = text.replace(/[−–]/g, "-").match(/\d*\.?\d+(?:e[+-]?\d+)?|[a-z]+|[-+*/()]|\S/gi) ?? [];
  let at = 0;
  const peek = (): string => tokens[at] ?? "";
  const accept = (token: string): boolean => peek() === token && ++at > 0;

  const sum = (depth: number): Range | undefined => {
    let left = product(depth);
    while (left && (peek() === "+" || peek() === "-")) {
      const minus = tokens[at++] === "-";
      const right = product(depth);
      left = right && (minus ? [left[0] - right[1], left[1] - right[0]] : [left[0] + right[0], left[1] + right[1]]);
    }
    return left;
  };

  const product = (depth: number): Range | undefined => {
    let left = factor(depth);
    while (left && ["*", "/", "·", "×"].includes(peek())) {
      const over = tokens[at++] === "/";
      const right = factor(depth);
      left = right && corners(left, over ? inverse(right) : right);
    }
    return left;
  };

  const factor = (depth: number): Range | undefined => {
    if (depth > 60) return undefined;
    if (accept("-")) {
      const inner = factor(depth + 1);
      return inner && [-inner[1], -inner[0]];
    }
    if (accept("+")) return factor(depth + 1);
    if (accept("(")) {
      const inner = sum(depth + 1);
      accept(")");
      return inner;
    }
    const token = tokens[at++] ?? "";
    const f = functions(base)[token.toLowerCase()];
    if (f) {
      const inner = factor(depth + 1);
      return inner && ordered(f(inner[0]), f(inner[1]));
    }
    return literal(token, isKnown);
  };

  const value = sum(0);
  return at >= tokens.length && value?.every(Number.isFinite) ? value : undefined;
}

function literal(token: string, isKnown: (value: number) => boolean): Range | undefined {
  const decimal = readDecimal(token);
  if (!decimal) return undefined;
  const digits = Math.abs(decimal.value) / decimal.unit;
  return isKnown(decimal.value) || digits < 100 ? [decimal.value, decimal.value] : rangeOf(decimal, decimal.unit);
}

const ordered = (a: number, b: number): Range => [Math.min(a, b), Math.max(a, b)];

const inverse = ([low, high]: Range): Range => ordered(1 / low, 1 / high);

function corners(a: Range, b: Range): Range {
  const all = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]];
  return [Math.min(...all), Math.max(...all)];
}

/** What a writer may use in a term; each rises or falls all the way. */
const functions = (base: Base): Readonly<Record<string, (x: number) => number>> => ({
  log: base === "e" ? Math.log : Math.log10,
  ln: Math.log,
  exp: Math.exp,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
});
