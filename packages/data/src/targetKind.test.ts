import { expect, test } from "vitest";
import { targetKind } from "./targetKind.ts";

const kindOf = (...cells: string[]): string => targetKind({ columns: ["y"], rows: cells.map((cell) => [cell]) }, "y");

test.each([
  ["no", "yes"],
  ["y", "n"],
  ["True", "False"],
  ["T", "F"],
  ["1", "0"],
  ["0.0", "1.0"],
  ["off", "ON"],
])("%s and %s say yes or no", (...pair) => {
  expect(kindOf(...pair, pair[0], "")).toBe("boolean");
});

test("most cells are numbers", () => {
  expect(kindOf("1", "2.5", "oops", "-3e4")).toBe("number");
  expect(kindOf("0", "1", "2")).toBe("number");
  expect(kindOf("1", "2", "1")).toBe("number");
});

test("anything else are classes", () => {
  expect(kindOf("benign", "malignant")).toBe("classes");
  expect(kindOf("a1", "b2", "3")).toBe("classes");
  expect(kindOf("yes", "no", "maybe")).toBe("classes");
  expect(kindOf("yes", "yes")).toBe("classes");
});

test("refuses a column that is not there", () => {
  expect(() => targetKind({ columns: ["y"], rows: [["1"]] }, "z")).toThrow('targetKind: expected a column "z"');
});
