import { expect, test } from "vitest";
import { isMissing } from "./isMissing.ts";

test("marks of a missing value, and words that are none", () => {
  expect(["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"].every(isMissing)).toBe(true);
  expect(["0", " ", "none", "na", "-"].some(isMissing)).toBe(false);
});
