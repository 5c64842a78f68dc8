import { cos, sin } from "@chainrule/tensor";
import { pointTable } from "../internal/points.ts";
import type { Table } from "../table.ts";
import type { PointOptions } from "./options.ts";

/**
 * A disc (label 0) and a ring around it (label 1): no straight line parts them.
 *
 * @returns columns `x` and `y`, about −1 to 1, and `label`
 * @throws DataError if an option is out of range
 */
export const circles = (options: PointOptions): Table =>
  pointTable("circles", options, ({ first, second, label }) => {
    const angle = first.mul(2 * Math.PI);
    // The disc from 0 to 0.5, the ring from 0.7 to 1.
    const radius = label.equal(1).where(second.mul(0.3).add(0.7), second.mul(0.5));
    return { x: radius.mul(cos(angle)), y: radius.mul(sin(angle)) };
  });
