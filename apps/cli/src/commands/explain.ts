import { prepare, selectRows } from "@chainrule/data";
import {
  answersOf,
  type Digits,
  type Focus,
  layoutNetwork,
  layoutSheet,
  neuronPath,
  readSheetText,
  renderHtml,
  renderLatex,
  renderMarkdown,
  type RenderOptions,
  renderText,
  toJson,
  weightPath,
  type Worksheet,
} from "@chainrule/worksheet";
import { usage } from "../failure.ts";
import { isModel, readInput, readModel, readTable, writeOutput } from "../files.ts";
import { requireOneOf } from "../flags.ts";
import { allOptimizers, optimizerOf, rateOf } from "../parts.ts";
import { rowNotes } from "../rowNotes.ts";
import { taskOf } from "../task.ts";

export interface ExplainFlags {
  readonly input?: string;
  readonly row?: readonly number[];
  readonly optimizer?: string;
  readonly rate?: number;
  readonly seed?: number;
  readonly format?: "text" | "markdown" | "html" | "latex";
  readonly digits?: number;
  readonly decimals?: number;
  readonly most: number;
  readonly neuron?: string;
  readonly weight?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const renderers = { text: renderText, markdown: renderMarkdown, html: renderHtml, latex: renderLatex };

/** Every number of a training step: of the net on a sheet, or of a trained model on rows of a table. */
export async function explain(path: string, flags: ExplainFlags): Promise<void> {
  const { neuron, weight, digits, decimals, json, format } = flags;
  requireOneOf("explain", { neuron, weight });
  requireOneOf("explain", { digits, decimals });
  requireOneOf("explain", { json, format });
  const worksheet = flags.input === undefined ? await ofSheet(path, flags) : await ofModel(path, flags.input, flags);
  const text = json
    ? `${JSON.stringify(toJson(worksheet))}\n`
    : renderers[format ?? "text"](worksheet, options(worksheet, flags));
  await writeOutput(text, flags.out);
}

async function ofSheet(path: string, { row, optimizer, rate, seed }: ExplainFlags): Promise<Worksheet> {
  const bytes = await readInput(path);
  if (isModel(bytes)) {
    throw usage(
      `explain ${path}: expected --input with the rows to explain a model on, received none. Add --input data.csv --row 1.`,
    );
  }
  const given = Object.entries({ row, optimizer, rate, seed }).find(([, value]) => value !== undefined);
  if (given) {
    throw usage(
      `explain ${path}: expected --${given[0]} for a model alone, received it for a sheet, which says all that itself. ` +
        "Leave it out, or change the sheet.",
    );
  }
  return layoutSheet(readSheetText(bytes.toString("utf8")));
}

async function ofModel(
  path: string,
  csv: string,
  { row: wanted, optimizer = "sgd", rate, seed = 0 }: ExplainFlags,
): Promise<Worksheet> {
  const { net, preparation } = await readModel(path);
  const table = await readTable(csv);
  const row = wanted ?? [1];
  const missing = row.find((number) => number > table.rows.length);
  if (missing !== undefined) {
    throw usage(`--row: expected rows from 1 to ${table.rows.length}, received ${missing}. The header does not count.`);
  }
  const selected = selectRows(
    table,
    row.map((number) => number - 1),
  );
  const chosen = rateOf(optimizer, rate);
  const data = prepare(preparation, selected, { needTarget: true });
  const first = `No --row was given: this is row 1 of ${table.rows.length}.`;
  return layoutNetwork(net, {
    ...data,
    loss: taskOf(preparation).loss,
    optimizer: await optimizerOf(optimizer, rate, allOptimizers()),
    optimizerName: optimizer,
    optimizerOptions: chosen === undefined ? {} : { rate: chosen },
    seed,
    notes: [...(wanted ? [] : [first]), ...rowNotes(net, preparation, { table: selected, numbers: row, data })],
    title: `${path} on row ${row.join(", ")} of ${csv}`,
  });
}

function options(worksheet: Worksheet, { digits, decimals, most, neuron, weight }: ExplainFlags): RenderOptions {
  const printed: Digits | undefined =
    decimals !== undefined ? { decimals } : digits !== undefined ? { significant: digits } : undefined;
  const focus: Focus | undefined =
    weight !== undefined
      ? weightPath(worksheet, weight, most)
      : neuron !== undefined
        ? neuronPath(worksheet, neuron, most)
        : undefined;
  return { ...(printed && { digits: printed }), most, focus, answers: focus ? [] : answersOf(worksheet) };
}
