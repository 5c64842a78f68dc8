import { expect, test } from "vitest";
import { DataError } from "./error.ts";
import { parseCsv } from "./parseCsv.ts";

test("names, rows, and the line on which each row begins", () => {
  expect(parseCsv("a,b\n1,2\n3,4\n")).toEqual({
    columns: ["a", "b"],
    rows: [
      ["1", "2"],
      ["3", "4"],
    ],
    lines: [2, 3],
  });
});

test("quotes hold separators, line ends and doubled quotes; lines are counted through them", () => {
  const { rows, lines } = parseCsv('name,note\n"Doe, J.","say ""hi""\nor\r\nnot"\nx,"" \n');
  expect(rows).toEqual([
    ["Doe, J.", 'say "hi"\nor\r\nnot'],
    ["x", ""],
  ]);
  expect(lines).toEqual([2, 5]);
});

test.each([
  ["LF without a last one", "a,b\n1,2\n3,"],
  ["CRLF", "a,b\r\n1,2\r\n3,\r\n"],
  ["CR", "a,b\r1,2\r3,\r"],
  ["a byte order mark", "\uFEFFa,b\n1,2\n3,\n"],
  ["blank lines", "\n a , b\n\n1, 2\n  \n3 ,\n\n\n"],
  ["semicolons", "a;b\n1;2\n3;\n"],
  ["tabs", "a\tb\n1\t2\n3\t\n"],
])("%s", (_, text) => {
  const { columns, rows } = parseCsv(text);
  expect({ columns, rows }).toEqual({
    columns: ["a", "b"],
    rows: [
      ["1", "2"],
      ["3", ""],
    ],
  });
});

test("the header decides on the separator, outside its quotes", () => {
  expect(parseCsv('"x;y;z",b\n1;2,3\n').rows).toEqual([["1;2", "3"]]);
  expect(parseCsv("size (w,h);weight;price\n1,5;2;3\n").columns).toEqual(["size (w,h)", "weight", "price"]);
  expect(parseCsv("a|b\n1|2\n", { separator: "|" }).columns).toEqual(["a", "b"]);
  expect(parseCsv("a\n1\n").rows).toEqual([["1"]]);
});

test.each([
  ["", /line of column names, received an empty file\. Add a header/],
  ["\n \n", /received an empty file/],
  ["a,b\n", /rows under the header in line 1, received none\. Add at least one row/],
  ["a,b\n1,2\n\n3\n", /2 cells, as in the header, received 1 in line 4\. It ends before the column "b"/],
  ["a,b\n1,2,3\n", /received 3 in line 2\. Put a cell that holds "," in double quotes/],
  ["a,b,a\n1,2,3\n", /every column name once, received "a" for columns 1 and 3 in line 1\. Rename/],
  ["a,,b\n1,2,3\n", /a name for every column, received none for column 2 in line 1\. Name the column/],
  ['a,b\n1,"2\n3,4\n', /closes the one in line 2, column "b", received the end of the file/],
  ['a,b\n1,"2" x\n', /after the quoted cell in line 2, column "b", received "x"/],
  ['"a,b\n', /closes the one in line 1, received the end/],
  ["a\0b", /expected text, received binary data/],
])("refuses %j", (text, message) => {
  const refused = (): unknown => parseCsv(text);
  expect(refused).toThrow(DataError);
  expect(refused).toThrow(message);
});

test("refuses a separator that is none", () => {
  expect(() => parseCsv("a\n1", { separator: "::" })).toThrow('one character, received "::"');
});
