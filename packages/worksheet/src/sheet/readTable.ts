import { SheetError } from "./error.ts";
import { refuse } from "./known.ts";
import { readQuantity } from "./quantity.ts";
import { readSheet } from "./readSheet.ts";
import type { Sheet } from "./types.ts";

/** What a line may say about the net, and the name of it in the JSON format. */
const netFields: Readonly<Record<string, string>> = {
  layers: "layers",
  activations: "activations",
  leaky_slope: "leaky_slope",
  clip_global_norm: "clip_global_norm",
  learning_rate: "learning_rate",
  rate: "learning_rate",
  batch_size: "batch_size",
  update_biases: "update_biases",
};
/** What is one number or word, and what else stands in one line. */
const oneCell = /^(?:leaky_slope|clip_global_norm|learning_rate|rate|batch_size|update_biases|state step)$/;
const oneLine = /^(?:layers|activations|optimizer|regularizer|b\d+)$/;
const words: ReadonlySet<string> = new Set(["id", "title", "student", "student_says"]);
const mostLines = 100_000;

/** One line of a table: a name and what stands behind it. */
interface Line {
  readonly name: string;
  readonly cells: readonly string[];
}

/**
 * Reads a sheet from text: JSON, or the same as a table in CSV or Markdown, for people who write by hand.
 *
 * Each line of a table begins with a name; lines of one name next to each other are the rows of one step.
 *
 * ```
 * layers, 2, 3, 2
 * activations, sigmoid, softmax
 * loss, cce, mean
 * learning_rate, 0.5
 * input, 0.5, -1.0
 * target, 1, 0
 * W1, 0.4, -0.3, 0.2
 * W1, 0.1, 0.5, -0.6
 * b1, 0.0, 0.1, -0.2
 * z1, 0.1, -0.55, 0.5
 * ```
 *
 * `optimizer, adam, beta1=0.8`, `regularizer, l2, 0.01`, `mask1, 0, 2, 2`, `state m_W1, …` and `state step, 3` say what
 * else belongs to the net.
 *
 * In CSV the cells are parted by commas, semicolons (then numbers may have a decimal comma) or tabs; in Markdown the
 * lines of all tables count, and text between them does not; the first heading is the title.
 *
 * @throws SheetError if it is neither, and as `readSheet` does
 */
export function readSheetText(text: string): Sheet {
  const plain = text.replace(/^\uFEFF/, "");
  if (plain.trim() === "") {
    throw new SheetError(
      "readSheetText: expected a sheet, received an empty text. Write JSON, CSV or a Markdown table.",
    );
  }
  if (/^\s*[{[]/.test(plain)) return readSheet(parseJson(plain));
  const lines = plain.split(/\r\n|\n|\r/, mostLines + 1);
  if (lines.length > mostLines) {
    throw new SheetError(`readSheetText: expected at most ${mostLines} lines, received more. Split the sheet.`);
  }
  const isMarkdown = lines.some((line) => /^\s*\|.*\|\s*$/.test(line));
  if (!isMarkdown) return readSheet(sheetOf(lines.flatMap(csvLine)));
  const title = lines.map((line) => /^#+\s+(.+?)\s*#*$/.exec(line)?.[1]).find((heading) => heading !== undefined);
  const heading = title === undefined ? [] : [{ name: "title", cells: [title] }];
  return readSheet(sheetOf([...heading, ...lines.flatMap(markdownLine)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SheetError(
      `readSheetText: expected JSON, received text that is none: ${(cause as Error).message}. Check it.`,
    );
  }
}

function markdownLine(line: string): Line[] {
  const inner = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  if (inner === undefined || /^[\s|:-]*$/.test(inner)) return [];
  return lineOf(inner.split("|"));
}

function csvLine(line: string): Line[] {
  if (line.trim() === "" || line.trim().startsWith("#")) return [];
  const separator = line.includes("\t") ? "\t" : line.includes(";") ? ";" : ",";
  return lineOf(line.split(separator));
}

/** Empty cells at the end only fill the table up. */
function lineOf(cells: readonly string[]): Line[] {
  const [name = "", ...rest] = cells.map((cell) =>
    cell
      .trim()
      .replace(/^(["`*]*)(.*)\1$/, "$2")
      .trim(),
  );
  const last = rest.findLastIndex((cell) => cell !== "");
  return name === "" || name === "quantity" ? [] : [{ name, cells: rest.slice(0, last + 1) }];
}

function sheetOf(lines: readonly Line[]): unknown {
  if (!lines.some(({ name }) => name === "layers")) {
    throw new SheetError(
      "readSheetText: expected a sheet in JSON, or in CSV or Markdown with a line such as layers, 2, 3, 2, received " +
        "text without one. HTML and LaTeX are for print alone: write the format json, csv or markdown.",
    );
  }
  const network: Record<string, unknown> = {};
  const [weights, biases, masks, state]: Record<string, unknown>[] = [{}, {}, {}, {}];
  const sheet: Record<string, unknown> = { format: "worked-example/1" };
  const steps: unknown[] = [];
  const times = new Map<string, number>();
  const seen = new Set<string>();
  for (const { name, rows } of blocks(lines)) {
    const [first = []] = rows;
    const isGiven = steps.length === 0;
    const isNet = isGiven || !readQuantity(name);
    if (isNet) refuseTwice(name, rows, seen);
    if (isGiven && !isKnown(name)) refuse("the lines of the net", name, [...lineNames]);
    if (words.has(name)) sheet[name] = first.join(", ");
    else if (name === "layers") network.layers = first;
    else if (name === "activations") network.activations = first;
    else if (netFields[name]) network[netFields[name]] = first[0];
    else if (name === "loss" && isGiven && /^[a-z]/i.test(first[0] ?? ""))
      network.loss = { name: first[0], batch: first[1] ?? "mean" };
    else if (isGiven && (name === "input" || name === "x")) network.input = rows;
    else if (isGiven && (name === "target" || name === "y")) network.target = rows;
    else if (isGiven && /^W\d+$/.test(name)) weights![name] = rows;
    else if (isGiven && /^b\d+$/.test(name)) biases![name] = first;
    else if (name === "optimizer") network.optimizer = optimizerOf(first);
    else if (name === "regularizer") network.regularizer = { name: first[0], strength: first[1] };
    else if (/^mask\d+$/.test(name)) masks![name.replace("mask", "a")] = rows;
    else if (name.startsWith("state ")) state![name.slice(6)] = name === "state step" ? first[0] : rows;
    else {
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      steps.push({ id: time === 1 ? name : `${name} (${time})`, quantity: name, printed: printedOf(name, rows) });
    }
  }
  return {
    ...sheet,
    network: { ...network, weights, ...(Object.keys(biases!).length > 0 && { biases }), masks, state },
    steps,
  };
}

const lineNames = [
  ...["layers", "activations", "leaky_slope", "loss", "learning_rate", "batch_size", "update_biases"],
  ...["clip_global_norm", "input", "target", "W1", "b1", "mask1", "optimizer", "regularizer", "state m_W1"],
];

/** Whether a line before the first step is about the net, or is the first step. */
const isKnown = (name: string): boolean =>
  lineNames.includes(name) ||
  words.has(name) ||
  netFields[name] !== undefined ||
  /^(?:mask\d+|state .*)$/.test(name) ||
  readQuantity(name) !== undefined;

/** One line would stand for the other without a word. */
function refuseTwice(name: string, rows: readonly (readonly string[])[], seen: Set<string>): void {
  if ((oneLine.test(name) || oneCell.test(name)) && (rows.length > 1 || seen.has(name))) {
    throw new SheetError(`readSheetText: expected one line ${name}, received more. Leave one of them out.`);
  }
  seen.add(name);
  const [first = []] = rows;
  if (oneCell.test(name) && first.length > 1) {
    throw new SheetError(
      `readSheetText: expected ${name} to be one number or word, received ${first.length}. ` +
        "With decimal commas, part the cells by semicolons.",
    );
  }
}

/** `adam, beta1=0.8, epsilon=0.01` */
function optimizerOf([name, ...options]: readonly string[]): object {
  const read = options.map((option): [string, string] => {
    const [key = "", value = ""] = option.split("=");
    return [key.trim(), value.trim()];
  });
  return { name, options: Object.fromEntries(read) };
}

/** Lines of one name that follow each other. */
function blocks(lines: readonly Line[]): { name: string; rows: (readonly string[])[] }[] {
  const found: { name: string; rows: (readonly string[])[] }[] = [];
  for (const { name, cells } of lines) {
    const last = found.at(-1);
    if (last?.name === name) last.rows.push(cells);
    else found.push({ name, rows: [cells] });
  }
  return found;
}

function printedOf(name: string, rows: readonly (readonly string[])[]): unknown {
  const [first = []] = rows;
  if (rows.length === 1) return first.length === 1 && name.startsWith("loss") ? first[0] : first;
  // Jacobians stand below each other, as many rows each as they have columns.
  const n = first.length;
  const isJacobian = name.startsWith("da_dz") && n > 1 && rows.length > n && rows.length % n === 0;
  return isJacobian ? Array.from({ length: rows.length / n }, (_, i) => rows.slice(i * n, (i + 1) * n)) : rows;
}
