import { type Decimal, readDecimal } from "../sheet/decimal.ts";
import type { Written } from "../sheet/types.ts";

/** The numbers of a step as written, each in the place of the value that it should be. */
export interface Cells {
  /** Undefined for a blank. */
  readonly numbers: readonly (Decimal | undefined)[];
  /** Where in the value's numbers each cell belongs. */
  readonly index: readonly number[];
  /** Where each cell stands on the sheet, from 1: `[row, column]`, `[index]`. */
  readonly positions: readonly (readonly number[])[];
  /** Whether one number stands there, in no list. */
  readonly scalar: boolean;
}

export type Reading = Cells | "missing" | "unreadable";

const blank = /^\s*(?:[?_.…–—-]+)?\s*$/;

export const isNumberOrBlank = (text: string): boolean => blank.test(text) || readDecimal(text) !== undefined;

/**
 * Reads what is written for a value of a known shape.
 *
 * One list serves for a single row, and for Jacobians a single row per example is the diagonal.
 */
export function readCells(printed: Written | undefined, shape: readonly number[]): Reading {
  if (printed === undefined) return "missing";
  const leaves = leavesOf(printed, shape);
  if (typeof leaves === "string") return leaves;
  const { texts, ...where } = leaves;
  const numbers = texts.map((text) => (blank.test(text) ? undefined : (readDecimal(text) ?? "unreadable")));
  if (numbers.includes("unreadable")) return "unreadable";
  return { ...where, numbers: numbers as (Decimal | undefined)[] };
}

/** The texts of a table, each with its place in the value. */
export function leavesOf(
  printed: Written,
  shape: readonly number[],
): (Omit<Cells, "numbers"> & { readonly texts: readonly string[] }) | "missing" | "unreadable" {
  const leaves: { text: string; position: number[] }[] = [];
  const found = measure(printed, [], leaves);
  const texts = leaves.map(({ text }) => text);
  if (texts.every((text) => blank.test(text))) return "missing";
  const index = found && places(found, shape);
  if (!index) return "unreadable";
  return { texts, index, positions: leaves.map(({ position }) => position), scalar: found.length === 0 };
}

/** The nesting, with the texts appended to `leaves`; undefined if it is ragged. */
function measure(written: Written, at: number[], leaves: { text: string; position: number[] }[]): number[] | undefined {
  if (typeof written === "string") {
    leaves.push({ text: written, position: at.length === 0 ? [1] : at });
    return [];
  }
  const shapes = written.map((entry, i) => measure(entry, [...at, i + 1], leaves));
  const [first = []] = shapes;
  return shapes.every((shape) => shape?.join() === first.join()) ? [written.length, ...first] : undefined;
}

const count = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** For each number written, in order, its place in the value; undefined if the shapes do not fit. */
function places(found: readonly number[], shape: readonly number[]): number[] | undefined {
  const [examples = 1, n = 1] = shape;
  const squeezed = (sizes: readonly number[]): string => sizes.filter((size) => size !== 1).join();
  const diagonal = shape.length === 3 && count(found) === examples * n && squeezed(found) === squeezed([examples, n]);
  if (diagonal && n > 1) {
    return Array.from({ length: examples * n }, (_, i) => Math.floor(i / n) * n * n + (i % n) * (n + 1));
  }
  if (squeezed(found) !== squeezed(shape)) return undefined;
  return Array.from({ length: count(shape) }, (_, i) => i);
}
