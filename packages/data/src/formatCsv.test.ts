import { expect, test } from "vitest";
import { formatCsv } from "./formatCsv.ts";
import { parseCsv } from "./parseCsv.ts";

test("parseCsv reads back what it writes", () => {
  const columns = ["plain", "a;b", 'say "x"'];
  const rows = [
    ["1", "two,three", " padded "],
    ["", "line\nend", "\ttab"],
    ["\uFEFF", "\r", '"'],
  ];
  const { columns: names, rows: cells } = parseCsv(formatCsv({ columns, rows }));
  expect({ names, cells }).toEqual({ names: columns, cells: rows });
  expect(parseCsv(formatCsv({ columns: ["a;b"], rows: [[""], ["1"]] })).rows).toEqual([[""], ["1"]]);
  expect(formatCsv({ columns: ["a", "b"], rows: [["1", "x y"]] })).toBe("a,b\n1,x y\n");
});
