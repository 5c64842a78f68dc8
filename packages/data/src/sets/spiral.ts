import { cos, sin } from "@chainrule/tensor";
import { pointTable } from "../internal/points.ts";
import type { Table } from "../table.ts";
import type { PointOptions } from "./options.ts";

/**
 * Two arms (labels 0 and 1) wound round each other, one and three quarter turns from the middle out.
 *
 * @returns columns `x` and `y`, about −1 to 1, and `label`
 * @throws DataError if an option is out of range
 * @see Lang & Witbrock, 1988: "Learning to tell two spirals apart", where this set comes from
 */
export const spiral = (options: PointOptions): Table =>
  pointTable("spiral", options, ({ first, label }) => {
    const angle = first.mul(1.75 * 2 * Math.PI).add(label.mul(Math.PI));
    return { x: first.mul(sin(angle)), y: first.mul(cos(angle)) };
  });
