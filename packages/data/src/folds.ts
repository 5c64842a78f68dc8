import { DataError } from "./error.ts";
import { shuffledStrata, splitAt } from "./internal/strata.ts";
import type { ShuffleOptions, Split } from "./split.ts";

export interface FoldsOptions extends ShuffleOptions {
  /** Number of folds: 5 by default; ≥ 2. */
  readonly count?: number | undefined;
}

/**
 * Splits rows for cross-validation: each row is held out in exactly one fold; their sizes differ by one at most.
 *
 * Stratified, every fold holds out its share of each label.
 *
 * @param rows - how many there are; ≥ `count`
 * @throws DataError for fewer rows than folds, or labels of another length
 */
export function folds(rows: number, { seed, count = 5, stratify }: FoldsOptions): Split[] {
  if (!Number.isInteger(count) || count < 2 || count > rows) {
    throw new DataError(
      `folds: expected from 2 to ${rows} folds, at least a row in each, received ${count}. Choose a number between.`,
    );
  }
  const order = shuffledStrata("folds", rows, { seed, stratify }).flat();
  // Dealt like cards: neighbours in the order, which have the same label, go to different folds.
  return Array.from({ length: count }, (_, fold) =>
    splitAt(
      rows,
      order.filter((_row, i) => i % count === fold),
    ),
  );
}
