import { DataError } from "../error.ts";
import type { CategoryColumn, NumberColumn } from "../preparation.ts";
import type { Source } from "./cells.ts";
import { orderLabels } from "./labels.ts";

/** Mean and standard deviation; NaN stands for a missing cell. */
export function fitNumber({ who, column }: Source, numbers: Float64Array): NumberColumn {
  const values = numbers.filter((value) => !Number.isNaN(value));
  const [first = 0] = values;
  // Rounding can leave the mean of equal numbers beside them, with a tiny scale that would blow it up.
  if (values.every((value) => value === first)) return { kind: "number", column, mean: first, scale: 1 };
  const mean = meanOf(values);
  const scale = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
  if (!Number.isFinite(scale) || scale === 0) {
    throw new DataError(
      `${who}: expected numbers whose squares fit a double in the column "${column}", received a standard deviation ` +
        `of ${scale}. Give them in another unit.`,
    );
  }
  return { kind: "number", column, mean, scale };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The different values and the most frequent one, the first in order of equals; undefined is a missing cell. */
export function fitCategory(source: Source, texts: readonly (string | undefined)[]): CategoryColumn {
  const { who, table, column } = source;
  const counts = new Map<string, number>();
  for (const value of texts) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (counts.size === 0) {
    throw new DataError(
      `${who}: expected a value in the column "${column}", received ${table.rows.length} missing cells. ` +
        "Leave the column out of features.",
    );
  }
  const values = requireFew(source, orderLabels(counts.keys()));
  const count = (value: string): number => counts.get(value) ?? 0;
  return { kind: "category", column, values, usual: values.reduce((a, b) => (count(b) > count(a) ? b : a)) };
}

/** Every value becomes a column of the tensor: names and row numbers would fill the memory and teach nothing. */
export function requireFew({ who, column, table, missing }: Source, values: readonly string[]): readonly string[] {
  if (values.length <= 1000) return values;
  throw new DataError(
    `${who}: expected at most 1,000 different values in the column "${column}", received ${values.length} in ` +
      `${table.rows.length} rows. ${missing === "never" ? "Choose another target." : "Leave it out of features."}`,
  );
}
