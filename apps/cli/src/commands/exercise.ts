import { makeExercise, sheetCsv, sheetHtml, type SheetJson, sheetLatex, sheetMarkdown } from "@chainrule/worksheet";
import { writeOutput } from "../files.ts";
import { requireOneOf } from "../flags.ts";

export interface ExerciseFlags {
  readonly seed: number;
  readonly layers: readonly number[];
  readonly activations?: readonly string[];
  readonly loss?: string;
  readonly examples: number;
  readonly decimals: number;
  readonly blanks?: readonly string[];
  readonly key?: boolean;
  readonly plant?: boolean;
  readonly format: keyof typeof writers;
  readonly out?: string;
}

const writers = {
  json: (sheet: SheetJson): string => `${JSON.stringify(sheet, null, 1)}\n`,
  csv: sheetCsv,
  markdown: sheetMarkdown,
  html: sheetHtml,
  latex: sheetLatex,
};

/** A sheet with blanks, its key, or a sheet with a mistake to find. */
export async function exercise({ key, plant, format, out, ...options }: ExerciseFlags): Promise<void> {
  // A key and a planted mistake have all numbers: nothing is left blank.
  requireOneOf("exercise", { key, plant, blanks: options.blanks });
  const made = makeExercise(options);
  const text = writers[format](plant ? made.planted.sheet : key ? made.key : made.sheet);
  await writeOutput(text, out);
}
