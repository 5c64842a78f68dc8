// Plain arithmetic on rows of numbers: nothing of the library is used here, so that it cannot vouch for itself.

export type Matrix = readonly (readonly number[])[];

export const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

export const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);

export const table = (rows: number, columns: number, at: (row: number, column: number) => number): Matrix =>
  range(rows).map((r) => range(columns).map((c) => at(r, c)));

export const map = (m: Matrix, f: (x: number, row: number, column: number) => number): Matrix =>
  m.map((row, r) => row.map((x, c) => f(x, r, c)));

export const zip = (a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix =>
  map(a, (x, r, c) => f(x, b[r]![c]!));

export const plus = (a: Matrix, b: Matrix): Matrix => zip(a, b, (x, y) => x + y);
export const times = (a: Matrix, b: Matrix): Matrix => zip(a, b, (x, y) => x * y);
export const scale = (m: Matrix, factor: number): Matrix => map(m, (x) => x * factor);

export const transpose = (m: Matrix): Matrix => table(m[0]!.length, m.length, (r, c) => m[c]![r]!);

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  table(a.length, b[0]!.length, (r, c) => sum(b.map((row, i) => a[r]![i]! * row[c]!)));

export const addRow = (m: Matrix, row: readonly number[]): Matrix => map(m, (x, _, c) => x + row[c]!);

/** One row: the sum of each column. */
export const columnSums = (m: Matrix): Matrix => [m[0]!.map((_, c) => sum(m.map((row) => row[c]!)))];

export const sameShape = (a: Matrix, b: Matrix): boolean => a.length === b.length && a[0]!.length === b[0]!.length;

export const isSquare = (m: Matrix): boolean => m.length === m[0]!.length;

export const isFinite = (m: Matrix): boolean => m.every((row) => row.every((x) => Number.isFinite(x)));
