import { DataError } from "../error.ts";
import { isMissing } from "../isMissing.ts";
import type { Missing } from "../preparation.ts";
import type { Table } from "../table.ts";
import { absent } from "./names.ts";
import { parseNumbers } from "./number.ts";

/** The cells of a column; throws if it is not there, or not in every row. */
export function readCells(who: string, table: Table, column: string): string[] {
  const index = table.columns.indexOf(column);
  if (index < 0) throw new DataError(absent(who, [column], table.columns));
  return table.rows.map((row, i) => {
    const cell = row[index];
    if (cell !== undefined) return cell;
    throw new DataError(
      `${who}: expected ${table.columns.length} cells in ${place(table, i)}, received ${row.length}. ` +
        `Add a cell for the column "${column}".`,
    );
  });
}

/** Where cells are read, and whether one may be missing: never in a target. */
export interface Source {
  readonly who: string;
  readonly table: Table;
  readonly column: string;
  readonly missing: Missing | "never";
}

/** The numbers of a column, NaN where the cell is missing and may be. */
export function readNumbers(source: Source): Float64Array {
  const cells = readCells(source.who, source.table, source.column);
  return requireNumbers(source, cells, parseNumbers(cells));
}

/** The numbers that were parsed from these cells; throws where one is NaN unless its cell is missing and may be. */
export function requireNumbers(source: Source, cells: readonly string[], numbers: Float64Array): Float64Array {
  const instead = source.missing === "never" ? 'choose kind: "classes"' : "list the column under categories";
  for (let row = 0; row < numbers.length; row++) {
    if (!Number.isNaN(numbers[row])) continue;
    const cell = cells[row] ?? "";
    if (!isMissing(cell)) {
      const cure = /^[+-]?\d+,\d+$/.test(cell)
        ? `Write it with a decimal point, ${cell.replace(",", ".")}.`
        : `Correct it, remove the row, or ${instead}.`;
      throw new DataError(
        `${source.who}: expected a number in ${where(source, row)}, received ${JSON.stringify(cell)}. ${cure}`,
      );
    }
    if (source.missing !== "mean") refuseMissing(source, row, "a number", cell);
  }
  return numbers;
}

/** The texts of a column, undefined where the cell is missing and may be. */
export const readTexts = (source: Source): (string | undefined)[] =>
  requireTexts(source, readCells(source.who, source.table, source.column));

export function requireTexts(source: Source, cells: readonly string[]): (string | undefined)[] {
  return cells.map((cell, row) => {
    if (!isMissing(cell)) return cell;
    return source.missing === "mean" ? undefined : refuseMissing(source, row, "a value", cell);
  });
}

function refuseMissing(source: Source, row: number, expected: string, cell: string): never {
  const received = cell === "" ? "an empty cell" : JSON.stringify(cell);
  throw new DataError(
    `${source.who}: expected ${expected} in ${where(source, row)}, received ${received}. Fill it in or remove the row` +
      (source.missing === "never" ? "." : ', or fill such cells with the option missing: "mean".'),
  );
}

/** `line 17, column "age"` */
export const where = ({ table, column }: Source, row: number): string => `${place(table, row)}, column "${column}"`;

/** How a message names a row: the line of its file, or where it stands in the table. */
function place({ lines }: Table, row: number): string {
  const line = lines?.[row];
  return line === undefined ? `row ${row + 1}` : `line ${line}`;
}
