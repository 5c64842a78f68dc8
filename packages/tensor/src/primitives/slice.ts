import { allocate } from "../dtype.ts";
import { refuse, ShapeError, ValueError } from "../errors.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { addLengths, formatShape, product, stridesOf, subtractLengths } from "../shape.ts";
import { copyStrided, placeBlocks, withLength } from "../strided.ts";
import { apply } from "../tensor.ts";

/** The elements from `start` up to, not including, `end` along an axis. */
export const slice: Whole<"slice", { axis: number; start: number; end: number }> = {
  name: "slice",
  result([x], { axis, start, end }) {
    const { shape, dtype } = x!;
    const length = shape[axis]!;
    if (![start, end].every(Number.isInteger) || Math.abs(start) > Math.abs(end) || Math.abs(end) > Math.abs(length)) {
      const expected = `0 ≤ start ≤ end ≤ the length of axis ${axis} of ${formatShape(shape)}`;
      refuse(ShapeError, "slice", expected, `${start} to ${end}`, "Indices count from 0.");
    }
    subtractLengths("slice", length, end); // throws unless both are known or both count rows
    return { shape: withLength(shape, axis, subtractLengths("slice", end, start)), dtype };
  },
  evaluate([x], { axis, start }, { shape }) {
    const strides = stridesOf(x!.shape);
    return copyStrided(x!, shape, strides, start * strides[axis]!);
  },
  gradient: (dy, y, x) => {
    const { axis, start, end } = attributesOf<{ axis: number; start: number; end: number }>(y);
    return [apply(pad, [dy], { axis, before: start, after: subtractLengths("slice", x.shape[axis]!, end) })];
  },
};

/** Zeros before and after along an axis. */
export const pad: Whole<"pad", { axis: number; before: number; after: number }> = {
  name: "pad",
  result([x], { axis, before, after }) {
    const { shape, dtype } = x!;
    if (![before, after].every(Number.isInteger)) {
      refuse(ValueError, "pad", "whole numbers of zeros", `${before} and ${after}`, "Round them first.");
    }
    const length = addLengths("pad", addLengths("pad", shape[axis]!, before), after);
    return { shape: withLength(shape, axis, length), dtype };
  },
  evaluate([x], { axis, before }, { shape, dtype }) {
    const out = allocate(dtype, product(shape));
    placeBlocks(out, shape, x!, axis, before);
    return out;
  },
  gradient: (dy, y, x) => {
    const { axis, before } = attributesOf<{ axis: number; before: number }>(y);
    return [apply(slice, [dy], { axis, start: before, end: addLengths("pad", before, x.shape[axis]!) })];
  },
};
