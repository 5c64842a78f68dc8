import { tensor, type Tensor } from "@chainrule/tensor";
import { DataError } from "./error.ts";
import { readNumbers, readTexts, type Source, where } from "./internal/cells.ts";
import { absent, listed, suggestion } from "./internal/names.ts";
import type { Feature, NumberColumn, Preparation, Target } from "./preparation.ts";
import type { Table } from "./table.ts";

export interface Prepared {
  /** `[rows, width]`, float32: a column for each number, and for each value of each category. */
  readonly inputs: Tensor;
}

export interface PreparedWithTargets extends Prepared {
  /** float32: classes as `[rows, labels]` of 0 and 1, yes or no as `[rows, 1]`, numbers normalized as `[rows, 1]`. */
  readonly targets: Tensor;
}

/**
 * Turns a table into tensors as the preparation learned it. Columns may stand in any order, and others are ignored.
 *
 * @param options.needTarget - also read the target column; by default it need not be there
 * @throws DataError if columns are absent, a cell is missing (unless the preparation fills it) or is no number, or a
 *   category or label is one that the training rows did not have (`missing: "mean"` fills such a category, too)
 */
export function prepare(
  preparation: Preparation,
  table: Table,
  options: { readonly needTarget: true },
): PreparedWithTargets;
export function prepare(preparation: Preparation, table: Table, options?: { readonly needTarget?: boolean }): Prepared;
export function prepare(
  { features, target, missing }: Preparation,
  table: Table,
  { needTarget = false }: { readonly needTarget?: boolean } = {},
): Prepared | PreparedWithTargets {
  const needed = needTarget ? [...features, target] : features;
  const lacking = needed.map(({ column }) => column).filter((column) => !table.columns.includes(column));
  if (lacking.length > 0) throw new DataError(absent("prepare", lacking, table.columns));
  const inputs = encode(
    table,
    features.map((feature) => ({ ...feature, missing })),
  );
  return needTarget ? { inputs, targets: encode(table, [{ ...target, missing: "never" }]) } : { inputs };
}

type Column = (Feature | Target) & Pick<Source, "missing">;

function encode(table: Table, columns: readonly Column[]): Tensor {
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0);
  const data = new Float32Array(table.rows.length * width);
  let offset = 0;
  for (const column of columns) {
    const source = { who: "prepare", table, column: column.column, missing: column.missing };
    if (column.kind === "number") {
      normalized(column, source).forEach((value, row) => (data[row * width + offset] = value));
    } else if (column.kind === "boolean") {
      indices(column.labels, source).forEach((index, row) => (data[row * width + offset] = index));
    } else {
      const [values, usual] = column.kind === "category" ? [column.values, column.usual] : [column.labels];
      indices(values, source, usual).forEach((index, row) => (data[row * width + offset + index] = 1));
    }
    offset += widthOf(column);
  }
  return tensor(data, { shape: [table.rows.length, width] });
}

const widthOf = (column: Column): number =>
  column.kind === "category" ? column.values.length : column.kind === "classes" ? column.labels.length : 1;

function normalized({ mean, scale }: NumberColumn, source: Source): Float64Array {
  return readNumbers(source).map((value, row) => {
    const result = Number.isNaN(value) ? 0 : (value - mean) / scale;
    if (Number.isFinite(Math.fround(result))) return result;
    throw new DataError(
      `prepare: expected a number near ${mean}, as in training, in ${where(source, row)}, received ${value}. ` +
        "Correct it: it would overflow.",
    );
  });
}

/** Where each cell stands among the values; a filled cell counts as the usual one. */
function indices(values: readonly string[], source: Source, usual?: string): number[] {
  const places = new Map(values.map((value, index) => [value, index]));
  const fill = places.get(usual ?? "") ?? 0;
  return readTexts(source).map((text, row) => {
    if (text === undefined) return fill;
    const index = places.get(text) ?? (source.missing === "mean" ? fill : undefined);
    if (index !== undefined) return index;
    throw new DataError(
      `prepare: expected one of ${listed(values)} in ${where(source, row)}, received ${JSON.stringify(text)}. ` +
        (suggestion(text, values) ??
          (source.missing === "never"
            ? "Training did not have this label: train with rows of it, or remove the row."
            : "Training did not have this category: remove the row, or train again without the column or " +
              'with missing: "mean".')),
    );
  });
}
