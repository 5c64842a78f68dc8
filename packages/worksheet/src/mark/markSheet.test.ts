import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeExercise } from "../exercise/makeExercise.ts";
import type { SheetJson } from "../sheet/json.ts";
import { readSheet } from "../sheet/readSheet.ts";
import type { Written } from "../sheet/types.ts";
import { isAllRight, markSheet } from "./index.ts";
import type { MarkedStep, Marking } from "./marking.ts";

type Sheet = Omit<SheetJson, "network"> & { network: Record<string, unknown> };

const example = JSON.parse(
  readFileSync(new URL("../../fixtures/example-sheet.json", import.meta.url), "utf8"),
) as Sheet;

/** The example with other numbers in one step, or another net. */
const withStep = (quantity: string, printed: Written, network: object = {}): Sheet => ({
  ...example,
  network: { ...example.network, ...network },
  steps: example.steps.map((step) => (step.quantity === quantity ? { ...step, printed } : step)),
});

const mark = (sheet: unknown): Marking => markSheet(readSheet(sheet));
const stepOf = (sheet: Sheet, { steps }: Marking, quantity: string): MarkedStep => {
  const id = sheet.steps.find((step) => step.quantity === quantity)!.id;
  return steps.find((step) => step.id === id)!;
};

test("one cell, with its place", () => {
  const sheet = withStep("z1", [
    ["0.10000", "-0.55000", "0.50000"],
    ["0.42500", "-0.07500", "0.15000"],
  ]);
  expect(stepOf(sheet, mark(sheet), "z1").mistakes[0]).toMatchObject({ id: "sign", cells: [[2, 3]] });
});

describe("verdicts", () => {
  const { key } = makeExercise({ seed: 3 });
  const change = (quantity: string, printed: Written): SheetJson => ({
    ...key,
    steps: key.steps.map((step) => (step.quantity === quantity ? { ...step, printed } : step)),
  });

  test("a blank is missing, a word unreadable, and what comes after is judged all the same", () => {
    expect(
      mark(change("loss", "?"))
        .steps.filter(({ verdict }) => verdict === "missing")
        .map(({ id }) => id),
    ).toEqual(["loss"]);
    expect(
      mark(change("loss", "much"))
        .steps.filter(({ verdict }) => verdict !== "right")
        .map(({ id, verdict }) => [id, verdict]),
    ).toEqual([["loss", "unreadable"]]);
  });

  test("a step that stands nowhere, and that a later one needs, is missing", () => {
    const without = { ...key, steps: key.steps.filter(({ quantity }) => quantity !== "a1") };
    expect(mark(without).steps.find(({ id }) => id === "a1")).toMatchObject({ verdict: "missing", given: null });
  });

  test("what rests on a mistake is carried; the mistake is told once", () => {
    const { planted } = makeExercise({ seed: 7 });
    const { steps } = mark(planted.sheet);
    expect(steps.filter(({ verdict }) => verdict === "wrong").map(({ id }) => id)).toEqual([planted.step]);
    expect(steps.some(({ verdict }) => verdict === "carried")).toBe(true);
  });

  test("an optional step that is skipped is not missing", () => {
    const without = { ...key, steps: key.steps.filter(({ quantity }) => !/^(dL_da|da_dz)/.test(quantity)) };
    expect(isAllRight(mark(without))).toBe(true);
  });
});

describe("no false alarm: 3 to 8 decimals, rounded and cut off, carried in full and as written", () => {
  const cut = (x: number, decimals: number): string =>
    (Math.trunc(x * 10 ** decimals + Math.sign(x) * 1e-7) / 10 ** decimals).toFixed(decimals);
  const shortened = (written: Written, decimals: number): Written =>
    typeof written === "string" ? cut(Number(written), decimals) : written.map((entry) => shortened(entry, decimals));

  test.each([3, 4, 5, 6, 7, 8])("%i decimals", (decimals) => {
    for (let seed = 0; seed < 6; seed++) {
      const options = {
        seed,
        examples: 1 + (seed % 3),
        layers: [
          [2, 3, 2],
          [3, 2, 3, 2],
          [2, 2],
        ][seed % 3]!,
      };
      expect([seed, isAllRight(mark(makeExercise({ ...options, decimals }).key))]).toEqual([seed, true]);
      const { key } = makeExercise({ ...options, decimals: 10 });
      const steps = key.steps.map((step) => ({ ...step, printed: shortened(step.printed, decimals) }));
      expect([seed, isAllRight(mark({ ...key, steps }))]).toEqual([seed, true]);
    }
  });
});
