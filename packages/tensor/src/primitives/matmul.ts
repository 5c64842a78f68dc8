import { allocate, requireFloat, requireOneDType } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { formatShape, sameShape } from "../shape.ts";
import { dataOf } from "../strided.ts";
import type { Tensor } from "../tensor.ts";

/** Matrix product over the last two axes; axes before them are alike in both. */
export const matmul: Whole = {
  name: "matmul",
  result([a = first([]), b = first([])]) {
    const [m, k] = a.shape.slice(-2);
    const [inner, n] = b.shape.slice(-2);
    const batch = a.shape.slice(0, -2);
    if (m === undefined || n === undefined || k !== inner || !sameShape(batch, b.shape.slice(0, -2))) {
      throw new ShapeError(
        `matmul: expected [m, k] and [k, n], received ${formatShape(a.shape)} and ${formatShape(b.shape)}. ` +
          "The columns of the first must be as many as the rows of the second: transpose or reshape one of them.",
      );
    }
    const dtype = requireFloat("matmul", requireOneDType("matmul", [a.dtype, b.dtype]));
    return { shape: [...batch, m, n], dtype };
  },
  evaluate([a, b], _, { shape, dtype }) {
    const [m = 1, n = 1] = shape.slice(-2);
    const k = a?.shape.at(-1) ?? 1;
    const count = shape.slice(0, -2).reduce((product, length) => product * length, 1);
    const [left, right, out] = [dataOf(a), dataOf(b), allocate(dtype, count * m * n)];
    const round = dtype === "float32" ? Math.fround : (x: number): number => x;
    // Each sum runs over k in order: the order that every other implementation has to keep.
    for (let row = 0; row < count * m; row++) {
      const matrix = Math.floor(row / m) * k * n;
      for (let i = 0; i < k; i++) {
        const factor = left[row * k + i] ?? 0;
        const from = matrix + i * n;
        for (let j = 0; j < n; j++) out[row * n + j]! += round(factor * right[from + j]!);
      }
    }
    return out;
  },
  gradient: (dy, _, a, b) => [dy.matmul(flip(b!)), flip(a!).matmul(dy)],
};

/** The last two axes exchanged. */
function flip(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return x.transpose([...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
}
