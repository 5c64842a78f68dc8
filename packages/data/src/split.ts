import { DataError } from "./error.ts";
import { shuffledStrata, splitAt } from "./internal/strata.ts";

/** Row numbers from 0, each row in one of the two, in the order of the table. */
export interface Split {
  readonly train: Int32Array;
  readonly heldOut: Int32Array;
}

export interface ShuffleOptions {
  /** The same seed gives the same parts anywhere. */
  readonly seed: number;
  /** A label for each row: the rows of each label are split by themselves. */
  readonly stratify?: readonly string[] | undefined;
}

export interface SplitOptions extends ShuffleOptions {
  /** Share of the rows that is held out, in (0, 1): 0.2 by default; rounded, but at least one row and never all. */
  readonly fraction?: number | undefined;
}

/**
 * Splits rows at random into those to train on and those to measure on.
 *
 * Stratified, every label with two rows or more is in both parts, and one with a single row is trained on.
 *
 * @param rows - how many there are; ≥ 2
 * @throws DataError for fewer than two rows, labels of another length, or no label with two rows
 */
export function split(rows: number, { seed, fraction = 0.2, stratify }: SplitOptions): Split {
  if (!(fraction > 0 && fraction < 1)) {
    throw new DataError(`split: expected a fraction between 0 and 1, received ${fraction}. Use 0.2, one row in five.`);
  }
  const heldOut = shuffledStrata("split", rows, { seed, stratify }).flatMap((group) => {
    const share = Math.max(1, Math.round(group.length * fraction));
    return group.slice(0, Math.min(share, group.length - 1));
  });
  if (heldOut.length === 0) {
    throw new DataError(
      `split: expected a label with at least two rows, received ${rows} rows of different labels. Leave out stratify.`,
    );
  }
  return splitAt(rows, heldOut);
}
