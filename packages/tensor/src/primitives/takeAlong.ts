import { allocate } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { formatShape } from "../shape.ts";
import { agreeButFor, alongAxis, dataOf, requireIndices } from "../strided.ts";

/** Along an axis, the elements that int32 indices name: one choice for each place of `indices`. */
export const takeAlong: Whole<{ axis: number }> = {
  name: "takeAlong",
  result([x = first([]), indices = first([])], { axis }) {
    requireIndices("takeAlong", indices);
    if (!agreeButFor(axis, x.shape, indices.shape)) {
      throw new ShapeError(
        `takeAlong: expected indices like ${formatShape(x.shape)} but for axis ${axis}, ` +
          `received ${formatShape(indices.shape)}. Reshape them.`,
      );
    }
    return { shape: indices.shape, dtype: x.dtype };
  },
  evaluate([x, indices], { axis }, { shape, dtype }) {
    const [from, at] = [dataOf(x), dataOf(indices)];
    const rows = x!.shape[axis]!;
    requireIndices("takeAlong", indices, rows);
    const out = allocate(dtype, at.length);
    alongAxis(shape, axis, (base, stride, length) => {
      const source = Math.floor(base / (stride * length)) * stride * rows + (base % stride);
      for (let i = 0; i < length; i++) out[base + i * stride] = from[source + at[base + i * stride]! * stride]!;
    });
    return out;
  },
};
