import { pointTable } from "../internal/points.ts";
import type { Table } from "../table.ts";
import type { PointOptions } from "./options.ts";

/**
 * A square in quarters: label 1 where the signs of x and y differ, as in exclusive or, and 0 where they are the same.
 *
 * @returns columns `x` and `y`, about −1 to 1, and `label`
 * @throws DataError if an option is out of range
 */
export const xor = (options: PointOptions): Table =>
  pointTable("xor", options, ({ first, second }) => {
    const [x, y] = [first.mul(2).sub(1), second.mul(2).sub(1)];
    return { x, y, label: x.mul(y).less(0).cast("float64") };
  });
