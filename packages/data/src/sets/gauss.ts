import { cos, sin } from "@chainrule/tensor";
import { pointTable } from "../internal/points.ts";
import type { Table } from "../table.ts";
import type { PointOptions } from "./options.ts";

/**
 * Two round clouds, around (−0.5, −0.5) with label 0 and around (0.5, 0.5) with label 1: a straight line parts them.
 *
 * @returns columns `x` and `y`, about −1 to 1, and `label`
 * @throws DataError if an option is out of range
 */
export const gauss = (options: PointOptions): Table =>
  pointTable("gauss", options, ({ first, second, label }) => {
    // Box and Muller's transform, with a standard deviation of 0.2.
    const radius = first.neg().log1p().mul(-2).sqrt().mul(0.2);
    const angle = second.mul(2 * Math.PI);
    const centre = label.sub(0.5);
    return { x: radius.mul(cos(angle)).add(centre), y: radius.mul(sin(angle)).add(centre) };
  });
