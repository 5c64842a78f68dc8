import { allocate } from "../dtype.ts";
import { attributesOf, type Value, type Whole } from "../primitive.ts";
import { product, type Shape } from "../shape.ts";
import { alongAxis, requireAlikeBut, requireIndices, withLength } from "../strided.ts";
import { apply } from "../tensor.ts";

/** Along an axis, the elements that int32 indices name: one choice for each place of `indices`. */
export const takeAlong: Whole<"takeAlong", { axis: number }> = {
  name: "takeAlong",
  result([x, indices], { axis }) {
    requireIndices("takeAlong", indices!);
    requireAlikeBut("takeAlong", axis, x!.shape, indices!.shape);
    return { shape: indices!.shape, dtype: x!.dtype };
  },
  evaluate([x, indices], { axis }, { dtype }) {
    const out = allocate(dtype, indices!.data.length);
    pairs("takeAlong", indices!, axis, x!.shape, (at, place) => (out[at] = x!.data[place]!));
    return out;
  },
  gradient: (dy, y, x, indices) => {
    const { axis } = attributesOf<{ axis: number }>(y);
    return [apply(putAlong, [dy, indices], { axis, length: x.shape[axis] }), undefined];
  },
};

/** The reverse of `takeAlong`: zeros of a given length along the axis, to which each update is added at its index. */
export const putAlong: Whole<"putAlong", { axis: number; length: number }> = {
  name: "putAlong",
  result([updates, indices], { axis, length }) {
    requireIndices("putAlong", indices!);
    return { shape: withLength(updates!.shape, axis, length), dtype: updates!.dtype };
  },
  evaluate([updates, indices], { axis }, { shape, dtype }) {
    const out = allocate(dtype, product(shape));
    pairs("putAlong", indices!, axis, shape, (at, place) => (out[place]! += updates!.data[at]!));
    return out;
  },
  gradient: (dy, y, _, indices) => [
    apply(takeAlong, [dy, indices], { axis: attributesOf<{ axis: number }>(y).axis }),
    undefined,
  ],
};

/** Calls `visit` with each place among the indices, and the place in an array of that shape that it names. */
function pairs(
  who: string,
  indices: Value,
  axis: number,
  shape: Shape,
  visit: (at: number, place: number) => void,
): void {
  const rows = shape[axis]!;
  requireIndices(who, indices, rows);
  alongAxis(indices.shape, axis, (base, stride, length) => {
    const start = Math.floor(base / (stride * length)) * stride * rows + (base % stride);
    for (let i = 0; i < length; i++) {
      const at = base + i * stride;
      visit(at, start + indices.data[at]! * stride);
    }
  });
}
