import { allocate, type DType } from "../dtype.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { alongAxis, dataOf, requireIndices } from "../strided.ts";

/** The reverse of `takeAlong`: zeros of a given length along the axis, to which each update is added at its index. */
export const putAlong: Whole<{ axis: number; length: number }> = {
  name: "putAlong",
  result([updates = first([]), indices = first([])], { axis, length }) {
    requireIndices("putAlong", indices);
    const dtype: DType = updates.dtype;
    return { shape: updates.shape.map((n, i) => (i === axis ? length : n)), dtype };
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
};
