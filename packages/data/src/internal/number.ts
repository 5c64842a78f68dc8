import { isMissing } from "../isMissing.ts";

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a cell holds, in decimal notation; NaN for all else that JS would read as one, and for overflow. */
export function parseNumber(cell: string): number {
  if (!decimal.test(cell)) return NaN;
  const value = Number(cell);
  return Number.isFinite(value) ? value : NaN;
}

export function parseNumbers(cells: readonly string[]): Float64Array {
  const numbers = new Float64Array(cells.length);
  cells.forEach((cell, row) => (numbers[row] = parseNumber(cell)));
  return numbers;
}

/** True if most of the cells that are not missing are numbers. */
export function holdsNumbers(cells: readonly string[], numbers: Float64Array): boolean {
  let balance = 0;
  cells.forEach((cell, row) => {
    if (!Number.isNaN(numbers[row])) balance++;
    else if (!isMissing(cell)) balance--;
  });
  return balance > 0;
}
