import { SheetError } from "./error.ts";
import { describe, type Fields, isRecord, requireList, requireRecord, textOf } from "./fields.ts";
import { needsRate } from "./optimizerOf.ts";
import { quantity, type Quantity, readQuantity } from "./quantity.ts";
import { readNet } from "./readNet.ts";
import type { Operand, Sheet, SheetNet, SheetStep, StepKind, Written } from "./types.ts";

/** Far beyond any sheet, and read in a moment. */
const mostSteps = 10_000;
const kinds: readonly string[] = ["given", "result", "expression", "edit", "restatement"] satisfies StepKind[];

/**
 * Reads a sheet of the format `worked-example/1`.
 *
 * What is wrong with the net or with the sheet as a whole is an error; what is wrong within one step stays in it, for
 * `markSheet` to call unreadable.
 *
 * @param json - what `JSON.parse` gave
 * @throws SheetError if the net is incomplete or contradicts itself, for steps in a circle, for more than 10,000 steps
 */
export function readSheet(json: unknown): Sheet {
  const fields = requireRecord("the sheet", json);
  if (fields.format !== "worked-example/1") {
    throw new SheetError(
      `readSheet: expected "format": "worked-example/1", received ${describe(fields.format)}. Is this file a sheet?`,
    );
  }
  const list = fields.steps === undefined ? [] : requireList("steps", fields.steps);
  if (list.length > mostSteps) {
    throw new SheetError(`readSheet: expected at most ${mostSteps} steps, received ${list.length}. Split the sheet.`);
  }
  const names = isRecord(fields.generic_names) ? fields.generic_names : {};
  const network = requireRecord("network", fields.network);
  refuseCycles(list);
  const steps = list.map((step, i) => readStep(isRecord(step) ? step : {}, i, names));
  const net = readNet(network, names, formulaOf(network, fields.formulas));
  requireRate(network, net, steps);
  const hasBiases = isRecord(network.biases) && Object.keys(network.biases).length > 0;
  requireBiases(network, steps);
  return {
    id: textOf(fields.id) ?? "sheet",
    title: textOf(fields.title) ?? "",
    author: textOf(fields.author) ?? textOf(fields.student),
    says: textOf(fields.student_says),
    net,
    assumed: hasBiases ? [] : ["The sheet gives no biases: they are read as 0."],
    steps,
  };
}

/** A step of unknown length would be none, and whoever took it would be blamed. */
function requireRate({ learning_rate: rate }: Fields, { optimizer }: SheetNet, steps: readonly SheetStep[]): void {
  if (rate !== undefined || optimizer.options.rate !== undefined || !needsRate(optimizer.name)) return;
  const update = steps.find(({ quantity: of }) => of && /_new$|^loss_after$/.test(of.family));
  if (!update) return;
  throw new SheetError(
    `readSheet: expected network.learning_rate for ${update.name}, received nothing. Write it like "0.1".`,
  );
}

/** Whoever computes with biases has some; none at all may be left out, or be said by an empty object. */
function requireBiases({ biases }: Fields, steps: readonly SheetStep[]): void {
  const step = steps.find(({ quantity: of }) => of && /^b_new$|^db$/.test(of.family));
  if (biases !== undefined || !step) return;
  throw new SheetError(
    `readSheet: expected network.biases for ${step.name}, received nothing. Write b1 and so on, with zeros for none.`,
  );
}

/** The loss as a formula: written there, or by the id of one in the sheet's list. */
function formulaOf(network: Fields, formulas: unknown): string | undefined {
  const own = isRecord(network.loss) ? textOf(network.loss.formula) : undefined;
  const found = (Array.isArray(formulas) ? formulas : []).find((entry) => isRecord(entry) && entry.id === own) as
    Fields | undefined;
  return textOf(found?.printed) ?? own;
}

function readStep(fields: Fields, index: number, names: Fields): SheetStep {
  const name = textOf(fields.quantity) ?? "";
  const kind = textOf(fields.kind) ?? "result";
  return {
    id: textOf(fields.id) ?? (name || `step ${index + 1}`),
    name,
    quantity: canonical(name, names),
    parts: name.includes(",") ? name.split(",").map((part) => canonical(part.trim(), names)) : [],
    label: textOf(fields.label) ?? "",
    kind: kinds.includes(kind) ? (kind as StepKind) : "result",
    printed: readWritten(fields.printed),
    expression: readWritten(fields.expression),
    operands: (Array.isArray(fields.operands) ? fields.operands : []).flatMap((operand) => readOperand(operand, names)),
    replaces: readWritten(fields.replaces),
  };
}

/**
 * What a name stands for: by the sheet's own list, or as it is.
 *
 * The derivative of a pre-activation by its weights (`dO_in_dW_kl`) and the terms of a sum (`dE_dh2_out_terms`) are
 * told from what they belong to.
 */
function canonical(name: string, names: Fields): Quantity | undefined {
  const known = (own: string): Quantity | undefined => readQuantity(textOf(names[own]) ?? own);
  const weights = known(/_in_d(W_?\w+)$/.exec(name)?.[1] ?? "");
  if (weights?.family === "W") return quantity("dz_dW", weights.layer);
  const sum = name.endsWith("_terms") ? known(name.slice(0, -"_terms".length)) : undefined;
  return known(name) ?? (sum?.family === "dL_da" ? quantity("dL_da_terms", sum.layer) : undefined);
}

function readOperand(value: unknown, names: Fields): Operand[] {
  if (!isRecord(value)) return [];
  const name = textOf(value.quantity) ?? "";
  const printed = readWritten(value.printed);
  return printed === undefined ? [] : [{ name, quantity: canonical(name, names), printed }];
}

/** Numbers as text, in lists nested up to three deep; what is no text or number in it is a blank. */
function readWritten(value: unknown, depth = 0): Written | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value)) return undefined;
  // Deeper than any quantity: a list that holds itself would never end.
  if (depth > 3) return "a list in a list";
  return value.map((entry) => readWritten(entry, depth + 1) ?? "");
}

/** Steps may name those they use; a step that is used on the way to itself can never be computed. */
function refuseCycles(steps: readonly unknown[]): void {
  const uses = new Map<string, readonly string[]>();
  for (const step of steps) {
    if (!isRecord(step) || typeof step.id !== "string" || !Array.isArray(step.uses)) continue;
    uses.set(
      step.id,
      step.uses.filter((id) => typeof id === "string"),
    );
  }
  const done = new Set<string>();
  for (const start of uses.keys()) {
    const path = new Set<string>();
    const stack: { id: string; leave: boolean }[] = [{ id: start, leave: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { id, leave } = top;
      if (leave) {
        path.delete(id);
        done.add(id);
      } else if (path.has(id)) {
        throw new SheetError(
          `readSheet: expected steps that use earlier ones, received ${id}, which uses itself. Break the cycle.`,
        );
      } else if (!done.has(id)) {
        path.add(id);
        stack.push({ id, leave: true }, ...(uses.get(id) ?? []).map((used) => ({ id: used, leave: false })));
      }
    }
  }
}
