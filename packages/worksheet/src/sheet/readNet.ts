import { SheetError } from "./error.ts";
import {
  describe,
  type Fields,
  isRecord,
  requireList,
  requireMatrix,
  requireNumber,
  requireRecord,
  requireRow,
  textOf,
} from "./fields.ts";
import { readDecimal } from "./decimal.ts";
import { didYouMean, refuse, refuseOthers } from "./known.ts";
import { activationOf, lossOf } from "./functions.ts";
import { optimizerOf } from "./optimizerOf.ts";
import { readQuantity } from "./quantity.ts";
import { regularizerOf } from "./regularizerOf.ts";
import type { Matrix, NamedActivation, SheetNet } from "./types.ts";

const fieldNames = [
  "layers",
  "activations",
  "leaky_slope",
  "input",
  "target",
  "weights",
  "biases",
  "loss",
  "learning_rate",
  "batch_size",
  "update_biases",
  "clip_global_norm",
  "optimizer",
  "regularizer",
  "masks",
  "state",
];

/**
 * Reads the net of a sheet.
 *
 * @param names - what the sheet's own names stand for, such as `W_ij` for `W1`
 * @param formula - the loss as written out, wherever the sheet has it
 * @throws SheetError if a part is missing, has a wrong shape or means nothing to us
 */
export function readNet(fields: Fields, names: Fields, formula: string | undefined): SheetNet {
  // What is like no name of ours may be of other programs, or of a later format; a name that was meant is refused.
  const meant = Object.keys(fields).find((name) => !fieldNames.includes(name) && didYouMean(name, fieldNames));
  if (meant !== undefined) refuse("network", meant, fieldNames);
  const sizes = readSizes(fields.layers);
  const layers = sizes.length - 1;
  const activations = readActivations(fields, layers);
  const input = requireMatrix("network.input", fields.input, sizes[0]!, { flat: true });
  const target = requireMatrix("network.target", fields.target, sizes.at(-1)!, { rows: input.length, flat: true });
  const weights = canonical(requireRecord("network.weights", fields.weights), names);
  const biases = canonical(fields.biases === undefined ? {} : requireRecord("network.biases", fields.biases), names);
  const numbered = Array.from({ length: layers }, (_, i) => i + 1);
  requireLayers("network.weights", weights, "W", layers);
  requireLayers("network.biases", biases, "b", layers);
  const training = readTraining(fields, sizes, input.length);
  return {
    sizes,
    activations,
    input,
    target,
    weights: numbered.map((l) => requireMatrix(`W${l}`, weights[`W${l}`], sizes[l]!, { rows: sizes[l - 1]! })),
    // A net may have none at all; where some have numbers, the others were forgotten.
    biases: numbered.map((l) =>
      Object.keys(biases).length === 0 ? Array.from({ length: sizes[l]! }, () => 0) : readBias(l, biases, sizes[l]!),
    ),
    ...readLoss(requireRecord("network.loss", fields.loss), formula),
    rate: readRate(fields.learning_rate, training.optimizer.options),
    updateBiases: readSwitch("network.update_biases", fields.update_biases ?? true),
    clipGlobalNorm: fields.clip_global_norm === undefined ? undefined : readLimit(fields.clip_global_norm),
    ...training,
  };
}

function readSizes(value: unknown): number[] {
  const sizes = requireRow("network.layers", value);
  const fits =
    sizes.length >= 2 && sizes.length <= 100 && sizes.every((n) => Number.isInteger(n) && n > 0 && n <= 100_000);
  if (fits) return sizes;
  throw new SheetError(
    `readSheet: expected network.layers to be 2 to 100 whole numbers above 0, received ${describe(value)}. ` +
      "Write the neurons of each layer, inputs first: [2, 3, 2].",
  );
}

function readActivations(fields: Fields, layers: number): NamedActivation[] {
  const list = requireList("network.activations", fields.activations);
  if (list.length !== layers) {
    throw new SheetError(
      `readSheet: expected network.activations to have ${layers} names, one for each matrix of weights, ` +
        `received ${list.length}. Write "identity" where there is none.`,
    );
  }
  const slope = fields.leaky_slope === undefined ? undefined : requireNumber("network.leaky_slope", fields.leaky_slope);
  return list.map((entry, i) => {
    const { name, options } = readActivation(`activation ${i + 1}`, entry);
    const leaky = slope !== undefined && /^leaky_?relu$/i.test(name) ? { slope } : {};
    const activation = activationOf(name, { ...leaky, ...options });
    if (activation) return activation;
    throw new SheetError(
      `readSheet: expected activation ${i + 1} to be the name of one of the library, received ${describe(entry)}. ` +
        "Write relu, leaky_relu, sigmoid, tanh, identity, softmax or another of its names.",
    );
  });
}

/** `elu`, `elu(alpha=0.3)` or `{ "name": "elu", "options": { "alpha": "0.3" } }`. */
function readActivation(where: string, entry: unknown): { name: string; options: Record<string, number> } {
  const record = isRecord(entry) ? entry : undefined;
  const [, written = "", list = ""] =
    /^\s*([\w$]+)\s*(?:\((.*)\))?\s*$/.exec(textOf(record ? record.name : entry) ?? "") ?? [];
  const pairs = list.split(/[,;]/).filter((part) => part.trim() !== "");
  const options = {
    ...Object.fromEntries(pairs.map((pair) => pair.split("=").map((part) => part.trim()) as [string, string])),
    ...(record?.options === undefined ? {} : requireRecord(`the options of ${where}`, record.options)),
  };
  return {
    name: written,
    options: Object.fromEntries(
      Object.entries(options).map(([option, value]) => [
        option,
        requireNumber(`the option ${option} of ${where}`, value),
      ]),
    ),
  };
}

function readBias(layer: number, biases: Fields, length: number): number[] {
  const name = `b${layer}`;
  if (biases[name] !== undefined) return requireRow(name, biases[name], length);
  throw new SheetError(
    `readSheet: expected ${name} beside ${Object.keys(biases).join(", ")}, received nothing. ` +
      "Write it, with zeros where the layer has no bias.",
  );
}

/** Said for readers, beside numbers. */
const comments = /^(?:name|title|description|source|(?:.*_)?(?:comment|note|remark)s?)$/;

/** Tables are those of the layers: `W1` to `W3`. */
function requireLayers(where: string, tables: Fields, letter: string, layers: number): void {
  const known = Array.from({ length: layers }, (_, i) => `${letter}${i + 1}`);
  const other = Object.keys(tables).find((name) => !known.includes(name) && !comments.test(name));
  if (other !== undefined) refuse(where, other, known);
}

/** The rate of the net, or that among the options of its optimizer. */
function readRate(value: unknown, { rate }: Fields): number {
  const own = value === undefined ? undefined : requireNumber("network.learning_rate", value);
  if (own !== undefined && rate !== undefined && own !== rate) {
    throw new SheetError(
      `readSheet: expected one learning rate, received network.learning_rate of ${own} and the option rate of ` +
        `network.optimizer of ${describe(rate)}. Leave one of them out.`,
    );
  }
  return own ?? (typeof rate === "number" ? rate : 0);
}

function readSwitch(where: string, value: unknown): boolean {
  const word = String(value).trim().toLowerCase();
  if (["true", "yes", "1"].includes(word)) return true;
  if (["false", "no", "0"].includes(word)) return false;
  throw new SheetError(`readSheet: expected ${where} to be true or false, received ${describe(value)}.`);
}

/** The names of a record put in canonical form. */
function canonical(record: Fields, names: Fields): Fields {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [textOf(names[name]) ?? name, value]));
}

function readLoss(fields: Fields, formula: string | undefined): Pick<SheetNet, "loss" | "lossFormula" | "batch"> {
  refuseOthers("network.loss", fields, ["name", "batch", "formula"]);
  const name = textOf(fields.name) ?? "";
  // "Cross-entropy" alone may mean either; the formula says whether the outputs that are 0 count.
  const plain = /^cross[-_ ]?entropy$/i.test(name);
  const loss = lossOf(plain ? (/1\s*[-−]\s*y/.test(formula ?? "") ? "bce" : "cce") : name);
  if (!loss) {
    throw new SheetError(
      `readSheet: expected network.loss.name to be one of the library, received ${describe(fields.name)}. ` +
        "Write half_sq, mse, cce, bce or another of its names.",
    );
  }
  const batch = textOf(fields.batch) ?? "mean";
  if (!batch.startsWith("mean") && !batch.startsWith("sum")) {
    throw new SheetError(
      `readSheet: expected network.loss.batch to begin with mean or sum, received ${describe(batch)}.`,
    );
  }
  return { loss: loss.name, lossFormula: formula, batch: batch.startsWith("sum") ? "sum" : "mean" };
}

function readLimit(value: unknown): number {
  const limit = requireNumber("network.clip_global_norm", value);
  if (limit > 0) return limit;
  throw new SheetError(
    `readSheet: expected network.clip_global_norm to be above 0, received ${describe(value)}. Write it like "1".`,
  );
}

type Training = Pick<SheetNet, "optimizer" | "regularizer" | "masks" | "state" | "stepsBefore">;

function readTraining(fields: Fields, sizes: readonly number[], examples: number): Training {
  const optimizer =
    fields.optimizer === undefined ? { name: "sgd" } : requireRecord("network.optimizer", fields.optimizer);
  const regularizer =
    fields.regularizer === undefined ? undefined : requireRecord("network.regularizer", fields.regularizer);
  const state = fields.state === undefined ? {} : requireRecord("network.state", fields.state);
  return {
    optimizer: readOptimizer(optimizer),
    regularizer: regularizer && readRegularizer(regularizer),
    masks: readMasks(fields.masks, sizes, examples),
    state: readState(state, sizes),
    stepsBefore: state.step === undefined ? 0 : readCount("network.state.step", state.step),
  };
}

function readCount(where: string, value: unknown): number {
  const count = requireNumber(where, value);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new SheetError(
    `readSheet: expected ${where} to be a whole number, 0 or above, received ${describe(value)}. It counts steps.`,
  );
}

/** Options stand in a record of their own, or beside the name. */
function readOptimizer({ name, options, ...beside }: Fields): SheetNet["optimizer"] {
  const all = Object.entries({ ...beside, ...(isRecord(options) ? options : {}) });
  const read = all.map(([option, value]): [string, unknown] => {
    // A word, such as the form of a momentum, stays one; what looks like a number is one.
    const number = typeof value === "string" ? readDecimal(value)?.value : undefined;
    if (typeof value === "object") {
      throw new SheetError(
        `readSheet: expected the option ${option} of network.optimizer to be a number or a word, ` +
          `received ${describe(value)}. Write it like "0.9".`,
      );
    }
    return [option, number ?? value];
  });
  const optimizer = { name: typeof name === "string" ? name : describe(name), options: Object.fromEntries(read) };
  optimizerOf(optimizer.name, optimizer.options);
  return optimizer;
}

function readRegularizer(fields: Fields): SheetNet["regularizer"] {
  refuseOthers("network.regularizer", fields, ["name", "strength", "options"]);
  const { name, strength, options } = fields;
  if (isRecord(options)) refuseOthers("network.regularizer.options", options, ["strength"]);
  const given = strength ?? (isRecord(options) ? options.strength : undefined);
  const regularizer = {
    name: typeof name === "string" ? name : describe(name),
    strength: requireNumber("network.regularizer.strength", given),
  };
  regularizerOf(regularizer);
  return regularizer;
}

/** `{ "a1": rows }` or `{ "1": rows }`, or a list with one entry for each layer, null where nothing is dropped. */
function readMasks(value: unknown, sizes: readonly number[], examples: number): Map<number, Matrix> {
  if (value === undefined || value === null) return new Map();
  const layers = sizes.slice(1).map((_, i) => `a${i + 1}`);
  const entries = Array.isArray(value)
    ? value.map((mask, i): [string, unknown] => [`a${i + 1}`, mask])
    : Object.entries(requireRecord("network.masks", value));
  const present = entries.flatMap(([name, mask]): [number, unknown][] => {
    if (mask === null) return [];
    const layer = layers.indexOf(name.replace(/^(?:a|mask)?(?=\d)/, "a")) + 1;
    return layer > 0 ? [[layer, mask]] : refuse("network.masks", name, layers);
  });
  return new Map(
    present.map(([layer, mask]) => [
      layer,
      requireMatrix(`network.masks, layer ${layer}`, mask, sizes[layer]!, { rows: examples, flat: true }),
    ]),
  );
}

function readState(state: Fields, sizes: readonly number[]): Map<string, Matrix> {
  const read = Object.entries(state).flatMap(([name, value]): [string, Matrix][] => {
    if (/^[a-z]+_all$/i.test(name)) return [[name, ofAllWeights(`network.state.${name}`, value)]];
    const quantity = readQuantity(name);
    const width = sizes[quantity?.layer ?? 0];
    if (!quantity || quantity.layer === 0 || width === undefined) return [];
    const rows = quantity.family.endsWith("W") ? { rows: sizes[quantity.layer - 1]! } : { rows: 1, flat: true };
    return [[name, requireMatrix(`network.state.${name}`, value, width, rows)]];
  });
  return new Map(read);
}

/** What an optimizer remembers of all weights together, as a solver does: a number, a row, or rows. */
function ofAllWeights(where: string, value: unknown): Matrix {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  const [first] = list;
  return Array.isArray(first) ? requireMatrix(where, list, first.length) : [requireRow(where, list)];
}
