import { foldIn, permutation, randomKey, type Tensor } from "@chainrule/tensor";
import { DataError } from "../error.ts";
import type { ShuffleOptions, Split } from "../split.ts";

/** Row numbers in random order, those of each label together; one group of all rows without labels. */
export function shuffledStrata(who: string, rows: number, { seed, stratify: labels }: ShuffleOptions): number[][] {
  if (!Number.isInteger(rows) || rows < 2) {
    throw new DataError(`${who}: expected at least two rows, received ${rows}. Add rows to the table.`);
  }
  if (labels && labels.length !== rows) {
    throw new DataError(
      `${who}: expected a label for each of the ${rows} rows, received ${labels.length}. ` +
        "Give the whole column of the target.",
    );
  }
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rows; row++) {
    const label = labels?.[row] ?? "";
    const group = groups.get(label);
    if (group) group.push(row);
    else groups.set(label, [row]);
  }
  // A key of its own: the same seed may draw the first weights of a net.
  const key = foldIn(randomKey(seed), 0x5911);
  return [...groups.values()].map((group, i) => shuffle(group, foldIn(key, i)));
}

const shuffle = (group: readonly number[], key: Tensor): number[] =>
  Array.from(permutation(key, group.length), (i) => group[i] ?? 0);

/** The chosen rows are held out and all others train, both in the order of the table. */
export function splitAt(rows: number, chosen: readonly number[]): Split {
  const isHeldOut = new Uint8Array(rows);
  for (const row of chosen) isHeldOut[row] = 1;
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return { train: all.filter((row) => !isHeldOut[row]), heldOut: all.filter((row) => isHeldOut[row]) };
}
