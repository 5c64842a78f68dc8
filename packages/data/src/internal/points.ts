import { foldIn, normal, randomKey, type Tensor, tensor, uniform } from "@chainrule/tensor";
import { DataError } from "../error.ts";
import type { PointOptions } from "../sets/options.ts";
import type { Table } from "../table.ts";

/** `[rows]` each, float64, all on [0, 1) and independent of each other. */
interface Draws {
  readonly first: Tensor;
  readonly second: Tensor;
  /** 0 and 1 in turn. */
  readonly label: Tensor;
}

/** Where points are, `[rows]` each; a label of its own if it depends on the place. */
interface Points {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly label?: Tensor;
}

const double = { dtype: "float64" } as const;

/** Points of two classes as a table: places from random numbers, moved by noise after they got their label. */
export function pointTable(
  who: string,
  { rows = 400, noise = 0.05, seed }: PointOptions,
  place: (draws: Draws) => Points,
): Table {
  if (!Number.isInteger(rows) || rows < 2) {
    throw new DataError(`${who}: expected rows to be a whole number of at least 2, received ${rows}. Use 400.`);
  }
  if (!(noise >= 0 && Number.isFinite(noise))) {
    throw new DataError(`${who}: expected a noise of 0 or above, received ${noise}. Use 0.05.`);
  }
  // A key of its own: the same seed may draw the first weights of a net.
  const key = foldIn(randomKey(seed), 0x9017);
  const [first, second] = [0, 1].map((stream) => uniform(foldIn(key, stream), [rows], double));
  const turns = tensor(Float64Array.from({ length: rows }, (_, row) => row % 2));
  const { x, y, label = turns } = place({ first: first!, second: second!, label: turns });
  const moved = [x, y].map((at, i) => at.add(normal(foldIn(key, 2 + i), [rows], { ...double, deviation: noise })));
  const [xs, ys, labels] = [...moved, label].map((column) => column.toTypedArray());
  return {
    columns: ["x", "y", "label"],
    rows: Array.from({ length: rows }, (_, i) => [written(xs![i]!), written(ys![i]!), String(labels![i])]),
  };
}

/** As in a file that one can read: four digits behind the point. */
const written = (value: number): string => String(Number(value.toFixed(4)));
