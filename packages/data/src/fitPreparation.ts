import { DataError } from "./error.ts";
import { readCells, requireNumbers, requireTexts, type Source } from "./internal/cells.ts";
import { fitCategory, fitNumber } from "./internal/fitColumn.ts";
import { fitTarget } from "./internal/fitTarget.ts";
import { absent, listed } from "./internal/names.ts";
import { holdsNumbers, parseNumbers } from "./internal/number.ts";
import type { Feature, Missing, Preparation, TargetKind } from "./preparation.ts";
import type { Table } from "./table.ts";

export interface FitOptions {
  /** The column to predict. */
  readonly target: string;
  /** What the target is; by default what `targetKind` says, or `"boolean"` if `positive` is given. */
  readonly kind?: TargetKind | undefined;
  /** Which of two labels is the positive one; needed where they do not say yes and no themselves. */
  readonly positive?: string | undefined;
  /** The columns to predict it from; by default all others. */
  readonly features?: readonly string[] | undefined;
  /** Columns of numbers that stand for categories, e.g. postcodes. */
  readonly categories?: readonly string[] | undefined;
  /** What becomes of missing cells in features: an error by default. */
  readonly missing?: Missing | undefined;
}

/**
 * Learns from the training rows how to turn a table like this one into tensors: means and scales, categories, labels.
 *
 * A feature column in which most cells are numbers holds numbers; any other holds categories.
 *
 * @param table - the training rows alone: what is held out must not be seen here
 * @throws DataError for a target that is not there, has one value only, or a missing cell; for no features or one that
 *   is not there; for missing cells unless `missing` fills them, cells that are no numbers in a column of numbers, and
 *   columns of text with more than 1,000 different values
 */
export function fitPreparation(table: Table, options: FitOptions): Preparation {
  const { target, missing = "error", categories = [] } = options;
  const features = options.features ?? table.columns.filter((name) => name !== target);
  const lacking = [target, ...features, ...categories].filter((name) => !table.columns.includes(name));
  if (lacking.length > 0) throw new DataError(absent("fitPreparation", lacking, table.columns));
  if (features.length === 0 || features.includes(target) || new Set(features).size < features.length) {
    throw new DataError(
      `fitPreparation: expected columns besides the target "${target}" as features, each once, received ` +
        `${listed(features) || "none"}. Name at least one other column.`,
    );
  }
  const who = "fitPreparation";
  const fit = (source: Source): Feature => {
    const cells = readCells(who, table, source.column);
    const numbers = parseNumbers(cells);
    if (categories.includes(source.column) || !holdsNumbers(cells, numbers)) {
      return fitCategory(source, requireTexts(source, cells));
    }
    return fitNumber(source, requireNumbers(source, cells, numbers));
  };
  return {
    features: features.map((column) => fit({ who, table, column, missing })),
    target: fitTarget({ who, table, column: target, missing: "never" }, options),
    missing,
  };
}
