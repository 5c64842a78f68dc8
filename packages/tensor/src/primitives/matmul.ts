import { allocate, requireFloat } from "../dtype.ts";
import { refuse, ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { formatShape, product, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** Matrix product over the last two axes; axes before them are alike in both. */
export const matmul: Whole = {
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
        const factor = left[row * k + i]!;
        const from = matrix + i * n;
        if (dtype === "float32") {
          // Each product is rounded, then each sum.
          for (let j = 0; j < n; j++) out[row * n + j]! += Math.fround(factor * right[from + j]!);
        } else {
          for (let j = 0; j < n; j++) out[row * n + j]! += factor * right[from + j]!;
        }
      }
    }
    return out;
  },
  gradient: (dy, _, a, b) => [dy.matmul(flip(b)), flip(a).matmul(dy)],
};

/** The last two axes exchanged. */
function flip(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return x.transpose([...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
}
