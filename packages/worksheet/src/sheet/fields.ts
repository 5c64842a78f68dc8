import { readDecimal } from "./decimal.ts";
import { SheetError } from "./error.ts";
import type { Matrix } from "./types.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** More numbers in one place than any sheet has: reading stops before memory does. */
const mostNumbers = 4_000_000;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export function requireRecord(where: string, value: unknown): Fields {
  if (isRecord(value)) return value;
  throw new SheetError(
    `readSheet: expected ${where} to be an object, received ${describe(value)}. See the sheet format.`,
  );
}

export function requireNumber(where: string, value: unknown): number {
  const number = typeof value === "number" ? value : typeof value === "string" ? readDecimal(value)?.value : undefined;
  if (number !== undefined && Number.isFinite(number)) return number;
  throw new SheetError(
    `readSheet: expected ${where} to be a number, received ${describe(value)}. Write it like "0.25".`,
  );
}

export function requireList(where: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new SheetError(`readSheet: expected ${where} to be a list, received ${describe(value)}. Write it as [ … ].`);
}

/** A list of numbers, of the length wanted if one is. */
export function requireRow(where: string, value: unknown, length?: number): number[] {
  const list = requireList(where, value);
  if (length !== undefined && list.length !== length) {
    throw new SheetError(
      `readSheet: expected ${where} to have ${length} numbers, received ${list.length}. Check the layers.`,
    );
  }
  return list.map((entry, i) => requireNumber(`${where}[${i + 1}]`, entry));
}

/** Rows of numbers; one flat list counts as one row if `flat` allows it. */
export function requireMatrix(
  where: string,
  value: unknown,
  columns: number,
  { rows, flat = false }: MatrixOptions = {},
): Matrix {
  const list = requireList(where, value);
  const outer = flat && !Array.isArray(list[0]) ? [list] : list;
  if (rows !== undefined && outer.length !== rows) {
    throw new SheetError(
      `readSheet: expected ${where} to have ${rows} rows, received ${outer.length}. Check the layers.`,
    );
  }
  if (outer.length * columns > mostNumbers) {
    throw new SheetError(
      `readSheet: expected ${where} to have at most ${mostNumbers} numbers. Mark a part of the examples.`,
    );
  }
  return outer.map((row, i) => requireRow(`${where}, row ${i + 1}`, row, columns));
}

interface MatrixOptions {
  rows?: number;
  flat?: boolean;
}

export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return value === null ? "null" : "an object";
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}
