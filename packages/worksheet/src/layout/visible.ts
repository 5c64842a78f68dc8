/** Rows and columns of a table that are shown, from 0. */
export type Places = readonly number[];

/** All places, or the first ones and the last where there are more than `most`: never is one alone left out. */
export const visible = (length: number, most: number): Places =>
  length <= most + 1
    ? Array.from({ length }, (_, i) => i)
    : [...Array.from({ length: Math.max(most - 1, 1) }, (_, i) => i), ...(most > 1 ? [length - 1] : [])];

/** All combinations of the visible places along each axis. */
export function visibleCells(shape: readonly number[], most: number): number[][] {
  return shape.reduce<number[][]>(
    (cells, length) => cells.flatMap((cell) => visible(length, most).map((i) => [...cell, i])),
    [[]],
  );
}
