import { readCells } from "./internal/cells.ts";
import type { Table } from "./table.ts";

/**
 * The cells of one column, from the first row to the last.
 *
 * @throws DataError if there is no such column (the message lists those that exist) or a row is too short
 */
export const columnOf = (table: Table, name: string): string[] => readCells("columnOf", table, name);
