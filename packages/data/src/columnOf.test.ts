import { expect, test } from "vitest";
import { columnOf } from "./columnOf.ts";

const iris = { columns: ["petal", "species"], rows: [["1", "setosa"], ["2"]] };

test("gives the cells from top to bottom", () => {
  expect(columnOf(iris, "petal")).toEqual(["1", "2"]);
});

test("names the columns that exist, and the one that was meant", () => {
  expect(() => columnOf(iris, "Specis")).toThrow(
    'columnOf: expected a column "Specis", received the columns "petal", "species". Did you mean "species"?',
  );
  expect(() => columnOf(iris, "constructor")).toThrow("Add what is missing, or name one of these.");
});

test("refuses a row that is too short", () => {
  expect(() => columnOf(iris, "species")).toThrow("expected 2 cells in row 2, received 1. Add a cell for the column");
});
