import { DataError } from "./error.ts";
import type { Table } from "./table.ts";

/**
 * Reads comma-separated values (RFC 4180): the first line names the columns, every further one is a row.
 *
 * Cells in double quotes may hold separators, line ends and doubled quotes; spaces around cells, lines without
 * anything in them and a byte order mark are dropped. Lines end with LF, CRLF or CR.
 *
 * @param options.separator - one character; by default whichever of `,` `;` and tab the header has most of
 * @throws DataError for text that is no table (empty, binary), a header without rows, names that are empty or
 *   there twice, a row with more or fewer cells than the header, a quote that is not closed
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(text: string, { separator = sniff(text) }: { separator?: string | undefined } = {}): Table {
  if (!/^[^"\r\n ]$/.test(separator)) {
    throw new DataError(
      `parseCsv: expected a separator of one character, received ${JSON.stringify(separator)}. ` +
        'Use "," or ";" or "\\t".',
    );
  }
  if (text.includes("\0")) {
    throw new DataError("parseCsv: expected text, received binary data or UTF-16. Save the table as CSV in UTF-8.");
  }
  const records = readRecords(text.replace(/^\uFEFF/, ""), separator);
  const [header, ...body] = records;
  if (!header) {
    throw new DataError("parseCsv: expected a line of column names, received an empty file. Add a header and rows.");
  }
  checkHeader(header);
  if (body.length === 0) {
    throw new DataError(
      `parseCsv: expected rows under the header in line ${header.line}, received none. Add at least one row.`,
    );
  }
  for (const record of body) checkLength(record, header.cells, separator);
  return { columns: header.cells, rows: body.map(({ cells }) => cells), lines: body.map(({ line }) => line) };
}

interface Line {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Whichever candidate the first line has most of, outside quotes. */
function sniff(text: string): string {
  const counts = [",", ";", "\t"].map((separator) => ({ separator, count: 0 }));
  let quoted = false;
  for (let i = text.search(/[^\s\uFEFF]/); i >= 0 && i < text.length; i++) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === "\n" || character === "\r") break;
    for (const candidate of counts) if (candidate.separator === character) candidate.count++;
  }
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

function readRecords(text: string, separator: string): Line[] {
  const records: Line[] = [];
  let line = 1;
  for (let at = 0; at < text.length; line++) {
    const begin = line;
    const cells: string[] = [];
    let blank = true;
    for (;;) {
      at = skipSpaces(text, at);
      if (text[at] === '"') {
        const column = records[0]?.cells[cells.length];
        const where = column === undefined ? `line ${line}` : `line ${line}, column "${column}"`;
        const end = closingQuote(text, at, separator, where);
        const content = text.slice(at + 1, end);
        line += content.match(/\r\n|\r|\n/g)?.length ?? 0;
        cells.push(content.replaceAll('""', '"'));
        at = skipSpaces(text, end + 1);
        blank = false;
      } else {
        const end = endOfCell(text, at, separator);
        cells.push(text.slice(at, end).trim());
        at = end;
      }
      if (text[at] !== separator) break;
      at++;
    }
    if (!blank || cells.length > 1 || cells[0] !== "") records.push({ line: begin, cells });
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return records;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
}

/** The separator or line end behind an unquoted cell, or the end of the text. */
function endOfCell(text: string, from: number, separator: string): number {
  const stop = separator.charCodeAt(0);
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === stop || code === 10 || code === 13) break;
  }
  return at;
}

function closingQuote(text: string, open: number, separator: string, where: string): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at < 0) {
    throw new DataError(
      `parseCsv: expected a quote that closes the one in ${where}, received the end of the file. ` +
        'Close it; a quote inside a quoted cell is written "".',
    );
  }
  const next = text[skipSpaces(text, at + 1)];
  if (next !== undefined && next !== separator && next !== "\n" && next !== "\r") {
    throw new DataError(
      `parseCsv: expected ${JSON.stringify(separator)} or a line end after the quoted cell in ${where}, ` +
        `received ${JSON.stringify(next)}. Write a quote inside a quoted cell as "".`,
    );
  }
  return at;
}

function checkHeader({ line, cells }: Line): void {
  const seen = new Map<string, number>();
  cells.forEach((name, i) => {
    const earlier = seen.get(name);
    if (name === "") {
      throw new DataError(
        `parseCsv: expected a name for every column, received none for column ${i + 1} in line ${line}. ` +
          "Name the column or remove it.",
      );
    }
    if (earlier !== undefined) {
      throw new DataError(
        `parseCsv: expected every column name once, received "${name}" for columns ${earlier} and ${i + 1} ` +
          `in line ${line}. Rename one of them.`,
      );
    }
    seen.set(name, i + 1);
  });
}

function checkLength({ line, cells }: Line, columns: readonly string[], separator: string): void {
  if (cells.length === columns.length) return;
  throw new DataError(
    `parseCsv: expected ${columns.length} cells, as in the header, received ${cells.length} in line ${line}. ` +
      (cells.length < columns.length
        ? `It ends before the column "${columns[cells.length] ?? ""}": add what is missing.`
        : `Put a cell that holds ${JSON.stringify(separator)} in double quotes, or remove what is too much.`),
  );
}
