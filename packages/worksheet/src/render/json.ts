import type { Worksheet } from "../layout/layout.ts";
import type { Step } from "../layout/step.ts";
import { crossCheck, type CrossCheck } from "../layout/crossCheck.ts";
import { printSize } from "./digits.ts";
import type { NestedNumbers } from "@chainrule/tensor";
import { visibleCells } from "../layout/visible.ts";

/** A worksheet as plain JSON, values in full double precision. */
export interface WorksheetJson {
  readonly format: "worksheet/1";
  readonly title: string;
  readonly check: CrossCheck;
  readonly steps: readonly StepJson[];
}

export interface StepJson {
  readonly id: string;
  readonly quantity: string;
  readonly layer: number;
  readonly title: string;
  readonly formula: string;
  /** A line for each element, or for those at the edges of a large table. */
  readonly substituted: string;
  /** Numbers; "Infinity", "-Infinity" and "NaN" as text, since JSON has no such numbers. */
  readonly value: JsonNumbers;
  readonly uses: readonly string[];
}

export type JsonNumbers = number | string | JsonNumbers[];

/** A worksheet in the format `worksheet/1`. */
export const toJson = (worksheet: Worksheet): WorksheetJson => ({
  format: "worksheet/1",
  title: worksheet.problem.title,
  check: crossCheck(worksheet),
  steps: worksheet.steps.map((step) => ({
    id: step.id,
    quantity: step.quantity,
    layer: step.layer,
    title: step.title,
    formula: step.formula(),
    substituted: substituted(step),
    value: plain(step.value.toArray()),
    uses: step.uses,
  })),
});

const numbers = { number: (size: number): string => printSize(size, { significant: 6 }) };

function substituted(step: Step): string {
  if (step.formula() === "") return "";
  const cells = visibleCells(step.value.shape, 8);
  return cells
    .map(
      (cell) =>
        `${step.quantity}${cell.length > 0 ? `[${cell.map((place) => place + 1).join(",")}]` : ""} = ${step.cell(cell, numbers)}`,
    )
    .join("\n");
}

const plain = (value: NestedNumbers): JsonNumbers =>
  Array.isArray(value) ? value.map(plain) : Number.isFinite(value) ? value : String(value);
