import {
  foldIn,
  formatShape,
  normal,
  permutation,
  refuse,
  requireNames,
  requireRange,
  ShapeError,
  tensor,
  zeroOrAbove,
  zeroToOne,
} from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * Normal around 0, but in the weights of each unit a share is 0, at random places: units begin different from each
 * other, and none is flooded however many inputs there are.
 *
 * As PyTorch's `sparse_` on a matrix `[inputs, units]`; on the `[units, inputs]` of its `Linear` that one cuts off
 * units from each input instead.
 *
 * @param options.sparsity - share of zeros, from 0 to 1; their number is rounded up
 * @param options.deviation - of the others; default 0.01
 * @throws ValueError for a sparsity outside 0 to 1 or a deviation below 0; ShapeError unless there are two axes
 * @see Martens, 2010. https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf
 */
export function sparse(options: { sparsity: number; deviation?: number }): Initializer {
  requireNames("sparse", options, ["sparsity", "deviation"], 1);
  const { sparsity, deviation = 0.01 } = options;
  requireRange("sparse", zeroToOne, { sparsity });
  requireRange("sparse", zeroOrAbove, { deviation });
  return (key, shape, { dtype }) => {
    const [inputs, units] = shape;
    if (shape.length !== 2) {
      refuse(
        ShapeError,
        "sparse",
        "a shape of two axes",
        formatShape(shape),
        "Use it for the kernel of a dense layer.",
      );
    }
    const kept = new Float64Array(inputs! * units!);
    const zeros = Math.ceil(sparsity * inputs!);
    for (let unit = 0; unit < units!; unit++) {
      for (const input of permutation(foldIn(foldIn(key, 2), unit), inputs!).subarray(zeros)) {
        kept[input * units! + unit] = 1;
      }
    }
    return normal(key, shape, { deviation, dtype }).mul(tensor(kept, { shape, dtype }));
  };
}
