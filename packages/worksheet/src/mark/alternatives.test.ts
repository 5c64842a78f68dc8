import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { toJson } from "../render/json.ts";
import { readSheet } from "../sheet/readSheet.ts";
import type { Written } from "../sheet/types.ts";
import { type MarkedStep, markSheet, reportMarking } from "./index.ts";

type Value = number | readonly Value[];

const example = JSON.parse(readFileSync(new URL("../../fixtures/example-sheet.json", import.meta.url), "utf8")) as {
  network: { weights: Record<string, string[][]> };
};
const network = { ...example.network, regularizer: { name: "l2", strength: "0.01" } };
const empty = { ...example, network, steps: [] };
const { steps: computed } = toJson(layoutSheet(readSheet(empty)));

const print = (value: Value, change: (x: number) => number = (x) => x): Written =>
  typeof value === "number" ? change(value).toFixed(5) : value.map((entry) => print(entry, change));
const given = /^[xyWb]\d*$/;
const right = computed
  .filter(({ quantity }) => !given.test(quantity))
  .map(({ quantity, value }) => ({ id: quantity, quantity, printed: print(value as Value) }));

/** The sheet with one step written otherwise: that step, and the report. */
function marked(quantity: string, printed: Written): [MarkedStep, string] {
  const steps = right.map((step) => (step.quantity === quantity ? { ...step, printed } : step));
  const sheet = readSheet({ ...empty, steps });
  const marking = markSheet(sheet);
  return [marking.steps.find(({ id }) => id === quantity)!, reportMarking(sheet, marking)];
}
const valueOf = (name: string): number[][] => computed.find(({ quantity }) => quantity === name)!.value as number[][];

test("every step that explaining lists is right, the penalty too", () => {
  expect(right.map(({ quantity }) => quantity)).toContain("penalty");
  const { steps } = markSheet(readSheet({ ...empty, steps: right }));
  expect(steps.filter(({ verdict }) => verdict !== "right")).toEqual([]);
});

test("what one rule gives in every cell is no slip of the hand", () => {
  const half = valueOf("dW2").map((row, i) => row.map((x, j) => x - 0.01 * Number(network.weights.W2![i]![j])));
  const [step, report] = marked("dW2", print(half));
  expect(step.mistakes.map(({ id }) => id)).toEqual(["regularizer-factor"]);
  expect(report).not.toContain("arithmetic-slip");
});

test("cells that are all wrong without a rule are unexplained, not slips", () => {
  const off = valueOf("dW2").map((row, i) => row.map((x, j) => x + [0.02, -0.03, 0.04, 0.05, -0.06, 0.07][2 * i + j]!));
  expect(marked("dW2", print(off))[0].mistakes.map(({ id }) => id)).toEqual(["unexplained"]);
});

test("another explanation is worded as one", () => {
  // A sign; or a digit off by 3.
  const off = valueOf("z1").map((row, i) => row.map((x, j) => (i === 1 && j === 2 ? -x : x)));
  const [{ mistakes }, report] = marked("z1", print(off));
  expect(mistakes.length).toBeGreaterThan(1);
  expect(mistakes.map(({ alternative = false }) => alternative)).toEqual(mistakes.map((_, i) => i > 0));
  expect(report).toContain(`  ${mistakes[0]!.id} in`);
  for (const { id } of mistakes.slice(1)) expect(report).toContain(`  or: ${id} in`);
});

test("the evidence of two mistakes one after the other says that it takes both", () => {
  const article = new URL("../../../../apps/cli/data/article.json", import.meta.url);
  const { steps } = markSheet(readSheet(JSON.parse(readFileSync(article, "utf8"))));
  const { mistakes } = steps.find(({ id }) => id === "S16")!;
  expect(mistakes.map(({ id }) => id)).toEqual(["log-base", "digit-transposition", "arithmetic-slip"]);
  expect(mistakes[0]!.evidence).not.toContain("together");
  for (const { evidence } of mistakes.slice(1)) {
    expect(evidence).toMatch(/, but only together with the logarithm to base 10, gives /);
  }
});
