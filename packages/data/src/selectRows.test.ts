import { expect, test } from "vitest";
import { columnOf } from "./columnOf.ts";
import { parseCsv } from "./parseCsv.ts";
import { selectRows } from "./selectRows.ts";

test("takes rows in the order of the indices, with their lines", () => {
  const table = parseCsv("a,b\n1,x\n2,y\n3,z\n");
  const chosen = selectRows(table, Int32Array.of(2, 0));
  expect(chosen).toEqual({
    columns: ["a", "b"],
    rows: [
      ["3", "z"],
      ["1", "x"],
    ],
    lines: [4, 2],
  });
  expect(columnOf(chosen, "b")).toEqual(["z", "x"]);
});

test("a table made by hand has no lines", () => {
  expect(selectRows({ columns: ["a"], rows: [["1"], ["2"]] }, [1])).toEqual({ columns: ["a"], rows: [["2"]] });
});

test("refuses an index that is not there", () => {
  expect(() => selectRows({ columns: ["a"], rows: [["1"]] }, [1])).toThrow("indices from 0 to 0, received 1");
});
