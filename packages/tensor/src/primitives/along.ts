import { allocate } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { formatShape } from "../shape.ts";
import { agreeButFor, alongAxis, dataOf, requireIndices } from "../strided.ts";
import { apply } from "../tensor.ts";

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
  gradient: (dy, y, x, indices) => {
    const { axis } = attributesOf<{ axis: number }>(y);
    return [apply(putAlong, [dy, indices!], { axis, length: x!.shape[axis] }), undefined];
  },
};

/** The reverse of `takeAlong`: zeros of a given length along the axis, to which each update is added at its index. */
export const putAlong: Whole<{ axis: number; length: number }> = {
  name: "putAlong",
  result([updates = first([]), indices = first([])], { axis, length }) {
    requireIndices("putAlong", indices);
    return { shape: updates.shape.map((n, i) => (i === axis ? length : n)), dtype: updates.dtype };
  },
  evaluate([updates, indices], { axis }, { shape, dtype }) {
    const [add, at] = [dataOf(updates), dataOf(indices)];
    const rows = shape[axis]!;
    requireIndices("putAlong", indices, rows);
    const out = allocate(dtype, shape.reduce((size, length) => size * length, 1));
    alongAxis(updates!.shape, axis, (base, stride, length) => {
      const target = Math.floor(base / (stride * length)) * stride * rows + (base % stride);
      for (let i = 0; i < length; i++) out[target + at[base + i * stride]! * stride]! += add[base + i * stride]!;
    });
    return out;
  },
  gradient: (dy, y, _, indices) => [
    apply(takeAlong, [dy, indices!], { axis: attributesOf<{ axis: number }>(y).axis }),
    undefined,
  ],
};
