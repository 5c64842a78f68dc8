import { readDecimal } from "../sheet/decimal.ts";
import type { Sheet, Written } from "../sheet/types.ts";
import { endResult, mistakeAlone } from "./endResult.ts";
import { isNumberOrBlank } from "./cells.ts";
import type { MarkedStep, Marking, NamedMistake, Numbers } from "./marking.ts";
import { mistakeById } from "./mistakes/index.ts";

/**
 * A marking for people: the first wrong step first, then all steps, then what the mistakes did to the end result.
 *
 * Plain text, as wide as its words; a step that is wrong comes with what to write instead, in the digits of the sheet.
 */
export function reportMarking(sheet: Sheet, marking: Marking): string {
  const title = sheet.title || sheet.id;
  const { steps, contradictions = [] } = marking;
  const wrong = steps.filter(({ verdict }) => verdict === "wrong");
  const open = steps.filter(({ verdict }) => verdict === "missing" || verdict === "unreadable");
  const first = wrong.find(({ id }) => id === marking.firstWrong);
  return [
    title,
    "",
    first ? `First wrong step: ${details(sheet, first)}` : allRight(sheet, open),
    "",
    table(sheet, steps),
    ...wrong.filter((step) => step !== first).map((step) => `\n${details(sheet, step)}`),
    ...(contradictions.length > 0 ? ["", "The sheet contradicts itself:"] : []),
    ...contradictions.map(({ step, says }) => `  ${step} ${says}.`),
    ...(sheet.assumed.length > 0 ? ["", ...sheet.assumed] : []),
    "",
    ...ending(sheet),
    ...more(wrong.flatMap(({ mistakes }) => mistakes.map(({ id }) => id))),
  ].join("\n");
}

function allRight(sheet: Sheet, open: readonly MarkedStep[]): string {
  if (open.length === 0) return "All steps are right.";
  const which = open.map((step) => {
    const why = whyUnreadable(sheet, step);
    return `${step.id} is ${step.verdict}${why && ` (${why})`}`;
  });
  return `Nothing is wrong; ${which.join(", ")}.`;
}

/** Empty for any other step. */
function whyUnreadable(sheet: Sheet, { id, verdict, given, expected }: MarkedStep): string {
  if (verdict !== "unreadable") return "";
  if (expected === null) return "no quantity of this net";
  const isExpression = sheet.steps.some((step) => step.id === id && step.kind === "expression");
  const word = isExpression || given === null ? undefined : textsOf(given).find((text) => !isNumberOrBlank(text));
  if (word !== undefined) return `${JSON.stringify(word.slice(0, 30))} is no number`;
  const [have, want] = [given, expected].map((numbers) => sizeOf(numbers).join(" by ") || "one number");
  if (have !== want) return `${have} in place of ${want}`;
  if (isExpression) return "terms that cannot be computed";
  return isEven(given)
    ? "not what laying out the net gives, and no rule says what else it may be"
    : "rows of different lengths";
}

const textsOf = (written: Written): readonly string[] =>
  typeof written === "string" ? [written] : written.flatMap(textsOf);

/** Whether all rows are as long as the first. */
const isEven = (written: Written | null): boolean =>
  !Array.isArray(written) ||
  (written as readonly Written[]).every(
    (row) => isEven(row) && String(sizeOf(row)) === String(sizeOf((written as readonly Written[])[0]!)),
  );

/** Along the first entries: `[2, 3]` of two rows of three. */
const sizeOf = (numbers: Numbers | Written): number[] =>
  Array.isArray(numbers) ? [numbers.length, ...sizeOf((numbers as readonly (Numbers | Written)[])[0] ?? null)] : [];

const nameOf = (sheet: Sheet, id: string): string => {
  const step = sheet.steps.find((candidate) => candidate.id === id);
  return [id, step?.name !== id && step?.name, step?.label && `(${step.label})`].filter(Boolean).join(" ");
};

function details(sheet: Sheet, step: MarkedStep): string {
  const written = flat(step.given);
  const instead = flat(alike(step.expected, step.given));
  return [
    nameOf(sheet, step.id),
    `  written:       ${written}`,
    // Where the digits are too few to show what is wrong, more of them.
    `  write instead: ${instead === written ? flat(alike(step.expected, null)) : instead}`,
    ...step.mistakes.map((mistake) => `  ${mistakeLine(mistake)}`),
    ...effect(sheet, step),
  ].join("\n");
}

/** What it did to the end, had it been the only mistake. */
function effect(sheet: Sheet, step: MarkedStep): string[] {
  const alone = mistakeAlone(sheet, step, "loss_after")?.[0];
  const { before, right } = endResult(sheet);
  if (alone === undefined || ![alone, before, right].every(Number.isFinite)) return [];
  const [moves, should] = [moved(alone - before), moved(right - before)];
  return [
    moves === should
      ? "  end result:    as if it were right"
      : `  end result:    with this mistake alone the loss ${moves}; with none it ${should}`,
  ];
}

const moved = (by: number): string => `${by > 0 ? "rises" : "falls"} by ${Math.abs(by).toPrecision(4)}`;

function mistakeLine({ id, cells, evidence, alternative }: NamedMistake): string {
  const places = cells.map((cell) => `[${cell.join(", ")}]`).join(" ");
  return `${alternative === true ? "or: " : ""}${id} in ${places}: ${mistakeById(id)?.message ?? ""} Evidence: ${evidence}.`;
}

/** Where to read on, once for all. */
function more(ids: readonly string[]): string[] {
  const [first, ...others] = new Set(ids);
  if (first === undefined) return [];
  const rest = others.length > 0 ? ", and the others by their names likewise" : "";
  return ["", `More: chainrule docs worksheet/mistakes#${first}${rest}.`];
}

function table(sheet: Sheet, steps: readonly MarkedStep[]): string {
  const rows = steps.map((step) => {
    const written = sheet.steps.find(({ id }) => id === step.id);
    const why = whyUnreadable(sheet, step) || step.mistakes.map(({ id }) => id).join(", ");
    return [step.id, written?.name ?? "", step.verdict, why];
  });
  const all = [["step", "quantity", "verdict", "mistake"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function ending(sheet: Sheet): string[] {
  const { before, right, learner } = endResult(sheet);
  const fall = (after: number): string => `${before.toPrecision(5)} → ${after.toPrecision(5)}`;
  if (![before, right].every(Number.isFinite)) return [];
  if (learner === undefined) return [`With the right new weights the loss goes ${fall(right)}.`];
  const share = (before - learner) / (before - right);
  return [
    `With the new weights of this sheet the loss goes ${fall(learner)}; with the right ones ${fall(right)}.`,
    ...(right < before && Math.abs(share - 1) > 0.005 ? [`That is ${(100 * share).toFixed(1)} % of the way.`] : []),
  ];
}

/** Numbers with the digits of those that they stand for. */
function alike(numbers: Numbers, given: Written | null): Written | null {
  if (numbers === null) return null;
  if (typeof numbers === "number") {
    const unit = typeof given === "string" ? readDecimal(given)?.unit : undefined;
    if (unit === undefined || unit > 1 || unit < 1e-15) return String(Number(numbers.toPrecision(6)) + 0);
    return numbers.toFixed(Math.min(20, Math.round(-Math.log10(unit)))).replace(/^-(?=[0.]+$)/, "");
  }
  return numbers.map((entry, i) => alike(entry, typeof given === "string" || !given ? null : (given[i] ?? null)) ?? "");
}

const flat = (written: Written | null): string => {
  if (written === null) return "nothing";
  return typeof written === "string" ? written : `[${written.map((entry) => flat(entry)).join(", ")}]`;
};
