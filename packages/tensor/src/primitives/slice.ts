import { ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { formatShape, stridesOf, subtractLengths } from "../shape.ts";
import { copyStrided } from "../strided.ts";

/** The elements from `start` up to, not including, `end` along an axis. */
export const slice: Whole<{ axis: number; start: number; end: number }> = {
  name: "slice",
  result(inputs, { axis, start, end }) {
    const { shape, dtype } = first(inputs);
    const length = shape[axis] ?? 0;
    if (![start, end].every(Number.isInteger) || Math.abs(start) > Math.abs(end) || Math.abs(end) > Math.abs(length)) {
      throw new ShapeError(
        `slice: expected 0 ≤ start ≤ end ≤ the length of axis ${axis} of ${formatShape(shape)}, ` +
          `received ${start} to ${end}. Indices count from 0.`,
      );
    }
    subtractLengths("slice", length, end); // throws unless both are known or both count rows
    return { shape: shape.map((n, i) => (i === axis ? subtractLengths("slice", end, start) : n)), dtype };
  },
  evaluate([x], { axis, start }, { shape }) {
    const strides = stridesOf(x?.shape ?? []);
    return copyStrided(x, shape, strides, start * (strides[axis] ?? 1));
  },
};
