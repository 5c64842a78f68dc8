import { allocate } from "../dtype.ts";
import { ValueError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { addLengths } from "../shape.ts";
import { dataOf, placeBlocks } from "../strided.ts";

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
};
