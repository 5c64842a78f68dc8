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

describe("by hand: 2-3-2, sigmoid and softmax, a batch of two", () => {
  const cases: [mistake: string, quantity: string, printed: Written][] = [
    [
      "bias-omitted",
      "z2",
      [
        ["0.40788", "0.17677"],
        ["0.36954", "0.21408"],
      ],
    ],
    [
      "bias-added-twice",
      "z2",
      [
        ["0.50788", "0.07677"],
        ["0.46954", "0.11408"],
      ],
    ],
    [
      "sign",
      "delta2",
      [
        ["0.41797", "-0.41797"],
        ["-0.56352", "0.56352"],
      ],
    ],
    [
      "exponent-sign",
      "a1",
      [
        ["0.47502", "0.63414", "0.37754"],
        ["0.39532", "0.51874", "0.53743"],
      ],
    ],
    [
      "softmax-without-exp",
      "a2",
      [
        ["0.78317", "0.21683"],
        ["0.71886", "0.28114"],
      ],
    ],
    [
      "softmax-not-normalized",
      "a2",
      [
        ["1.58071", "1.13515"],
        ["1.52127", "1.17830"],
      ],
    ],
    [
      "wrong-activation",
      "a1",
      [
        ["0.10000", "0.00000", "0.50000"],
        ["0.42500", "0.00000", "0.00000"],
      ],
    ],
    [
      "activation-skipped",
      "a1",
      [
        ["0.10000", "-0.55000", "0.50000"],
        ["0.42500", "-0.07500", "-0.15000"],
      ],
    ],
    [
      "log-base",
      "loss_terms",
      [
        ["0.23505", "0.00000"],
        ["0.00000", "0.36004"],
      ],
    ],
    ["batch-mean-missing", "loss", "1.37025"],
    [
      "batch-mean-missing",
      "dW2",
      [
        ["0.12132", "-0.12132"],
        ["0.11828", "-0.11828"],
        ["0.00050", "-0.00050"],
      ],
    ],
    [
      "derivative-omitted",
      "delta1",
      [
        ["-0.37617", "0.41797", "-0.08359"],
        ["0.50717", "-0.56352", "0.11270"],
      ],
    ],
    ["update-omitted", "b2_new", ["0.05000", "-0.05000"]],
    ["update-omitted", "db2", ["0.00000", "0.00000"]],
    ["rate-omitted", "b2_new", ["-0.02278", "0.02278"]],
    ["rate-twice", "b2_new", ["0.03181", "-0.03181"]],
    ["decimal-shift", "loss", "6.85130"],
    ["digit-transposition", "loss", "0.68153"],
    [
      "wrong-derivative",
      "da_dz1",
      [
        ["0.47502", "0.63414", "0.37754"],
        ["0.39532", "0.51874", "0.53743"],
      ],
    ],
    [
      "single-path",
      "dL_da1",
      [
        ["-0.29258", "0.25078", "0.04180"],
        ["0.39447", "-0.33811", "-0.05635"],
      ],
    ],
    ["unexplained", "loss", "3.14159"],
  ];
  test.each(cases)("%s in %s", (id, quantity, printed) => {
    const sheet = withStep(quantity, printed);
    const marking = mark(sheet);
    const step = stepOf(sheet, marking, quantity);
    expect(marking.firstWrong).toBe(step.id);
    expect(step.mistakes.map((mistake) => mistake.id).slice(0, 2)).toContain(id);
    // Told once, where it is made: only what the example goes on with elsewhere is off too.
    expect(step.given).toEqual(printed);
  });

  test("one cell, with its place", () => {
    const sheet = withStep("z1", [
      ["0.10000", "-0.55000", "0.50000"],
      ["0.42500", "-0.07500", "0.15000"],
    ]);
    expect(stepOf(sheet, mark(sheet), "z1").mistakes[0]).toMatchObject({ id: "sign", cells: [[2, 3]] });
  });
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

test("a 3-3-3-3 sheet in well under a second", () => {
  const { key } = makeExercise({ seed: 1, layers: [3, 3, 3, 3] });
  mark(key);
  const start = performance.now();
  mark(key);
  // 300 ms on a quiet machine; a busy one gets three times as long.
  expect(performance.now() - start).toBeLessThan(900);
});
