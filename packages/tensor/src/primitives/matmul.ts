import { allocate, type Data, requireFloat } from "../dtype.ts";
import { refuse, ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { formatShape, product, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** Matrix product over the last two axes; axes before them are alike in both. */
export const matmul: Whole<"matmul"> = {
  name: "matmul",
  result(inputs) {
    const [a, b] = inputs.map(({ shape }) => shape);
    const [m, k] = a!.slice(-2);
    const [inner, n] = b!.slice(-2);
    const batch = a!.slice(0, -2);
    if (m === undefined || n === undefined || k !== inner || !sameShape(batch, b!.slice(0, -2))) {
      const both = `${formatShape(a!)} and ${formatShape(b!)}`;
      refuse(ShapeError, "matmul", "[m, k] and [k, n]", both, "Reshape or transpose one of them.");
    }
    return { shape: [...batch, m, n], dtype: requireFloat("matmul", inputs) };
  },
  evaluate([a, b], _, { shape, dtype }) {
    const [m, n] = shape.slice(-2) as [number, number];
    const k = a!.shape.at(-1)!;
    const [left, right, out] = [a!.data, b!.data, allocate(dtype, product(shape))];
    // Each sum runs over k in order: the order that every other implementation has to keep.
    for (let row = 0; row * n < out.length; row++) {
      const matrix = Math.floor(row / m) * k * n;
      for (let i = 0; i < k; i++) {
        addScaled(out, row * n, left[row * k + i]!, right, matrix + i * n, n);
      }
    }
    return out;
  },
  gradient: (dy, _, a, b) => [dy.matmul(flip(b)), flip(a).matmul(dy)],
};

/** Adds a row times a factor to another. A function of its own is translated sooner than a loop within loops. */
function addScaled(out: Data, to: number, factor: number, row: Data, from: number, length: number): void {
  if (out instanceof Float32Array) {
    // Each product is rounded, then each sum.
    for (let j = 0; j < length; j++) out[to + j]! += Math.fround(factor * row[from + j]!);
  } else {
    for (let j = 0; j < length; j++) out[to + j]! += factor * row[from + j]!;
  }
}

/** The last two axes exchanged. */
function flip(x: Tensor): Tensor {
  const axes = [...x.shape.keys()];
  return x.transpose([...axes.slice(0, -2), ...axes.slice(-2).toReversed()]);
}
