import type { Table } from "./table.ts";

/** Writes a table as comma-separated values, a line a row; `parseCsv` reads the same table back. */
export const formatCsv = ({ columns, rows }: Table): string => [columns, ...rows].map(formatRow).join("");

const formatRow = (cells: readonly string[]): string =>
  // An empty line would be skipped: the only cell of a row is quoted if it is empty.
  `${cells.length === 1 && cells[0] === "" ? '""' : cells.map(formatCell).join(",")}\n`;

/** In quotes wherever a reader might take a part of it for a separator, a line end, or spaces to drop. */
const formatCell = (cell: string): string =>
  /[",;\t\r\n\uFEFF]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
