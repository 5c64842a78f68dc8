import { DataError } from "./error.ts";
import type { Table } from "./table.ts";

/**
 * The table with these rows alone, in this order; `split` and `folds` give the indices.
 *
 * @param indices - from 0
 * @throws DataError for an index that the table does not have
 */
export function selectRows({ columns, rows, lines }: Table, indices: Iterable<number>): Table {
  const chosen = [...indices];
  const pick = <T>(list: readonly T[]): T[] =>
    chosen.map((index) => {
      const item = list[index];
      if (item !== undefined) return item;
      throw new DataError(
        `selectRows: expected indices from 0 to ${list.length - 1}, received ${index}. Count the rows from 0.`,
      );
    });
  return { columns, rows: pick(rows), ...(lines && { lines: pick(lines) }) };
}
