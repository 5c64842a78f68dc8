import { allocate } from "../dtype.ts";
import { ShapeError, ValueError } from "../errors.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { addLengths, formatShape, stridesOf, subtractLengths } from "../shape.ts";
import { copyStrided, dataOf, placeBlocks } from "../strided.ts";
import { apply } from "../tensor.ts";

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
  gradient: (dy, y, x) => {
    const { axis, start, end } = attributesOf<{ axis: number; start: number; end: number }>(y);
    return [apply(pad, [dy], { axis, before: start, after: subtractLengths("slice", x!.shape[axis]!, end) })];
  },
};

/** Zeros before and after along an axis. */
export const pad: Whole<{ axis: number; before: number; after: number }> = {
  name: "pad",
  result(inputs, { axis, before, after }) {
    const { shape, dtype } = first(inputs);
    if (![before, after].every(Number.isInteger)) {
      throw new ValueError(`pad: expected whole numbers of zeros, received ${before} and ${after}.`);
    }
    const add = (a: number, b: number): number => addLengths("pad", a, b);
    return { shape: shape.map((n, i) => (i === axis ? add(add(n, before), after) : n)), dtype };
  },
  evaluate([x], { axis, before }, { shape, dtype }) {
    const out = allocate(dtype, shape.reduce((size, length) => size * length, 1));
    placeBlocks(out, shape, dataOf(x), x?.shape ?? [], axis, before);
    return out;
  },
  gradient: (dy, y, x) => {
    const { axis, before } = attributesOf<{ axis: number; before: number }>(y);
    return [apply(slice, [dy], { axis, start: before, end: addLengths("pad", before, x!.shape[axis]!) })];
  },
};
