import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSheet } from "../sheet/index.ts";
import type { Written } from "../sheet/types.ts";
import { isAllRight, markSheet, mistakes } from "./index.ts";

interface Step {
  readonly id: string;
  readonly quantity: string;
  readonly printed: Written;
}

/** Worked out by mistakes.py, which knows nothing of the marker: sheets that are right, and a step gone wrong. */
const { sheets, cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/mistakes.json", import.meta.url), "utf8"),
) as {
  sheets: { steps: Step[] }[];
  cases: { mistake: string; sheet: number; before: number; step: Step }[];
};

test("there is one for every mistake that has a name", () => {
  expect(new Set(cases.map(({ mistake }) => mistake))).toEqual(new Set(mistakes.map(({ id }) => id)));
});

test.each(sheets.map((sheet, i) => [i, sheet] as const))("sheet %i is right", (_, sheet) => {
  expect(isAllRight(markSheet(readSheet(sheet)))).toBe(true);
});

describe("by hand", () => {
  test.each(cases.map((one) => [one.mistake, one.step.quantity, one] as const))(
    "%s in %s is named first, where it is made",
    (mistake, _, { sheet, before, step }) => {
      const steps = [...sheets[sheet]!.steps.slice(0, before), step];
      const marking = markSheet(readSheet({ ...sheets[sheet]!, steps }));
      expect(marking.firstWrong).toBe(step.id);
      const last = marking.steps.at(-1)!;
      expect(last.mistakes.map(({ id }) => id)[0]).toBe(mistake);
      expect(last.mistakes[0]!.evidence).toMatch(mistake === "unexplained" ? /no known mistake/ : / gives .+ in cell /);
      expect(last.given).toEqual(step.printed);
    },
  );
});
