import { formatShape, refuse, sameShape, ShapeError, tensor, type TensorLike } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * The numbers that you write down, such as the matrices of a worked example.
 *
 * @param values - for a kernel `[inputs, units]`, one row for each input (PyTorch's `Linear` and many books have
 *   `[units, inputs]`: transpose them); for a bias `[units]`. Rounded to the dtype of the network
 * @throws ShapeError if the arrays are ragged, or when the network begins and the shape of the parameter is another
 */
export function given(values: TensorLike): Initializer {
  // float64 holds the numbers of every dtype, so that they are rounded once, to the network's.
  const exact = tensor(values, { dtype: "float64" });
  return (_key, shape, { dtype }) => {
    if (sameShape(exact.shape, shape)) return exact.cast(dtype);
    refuse(
      ShapeError,
      "given",
      `values of shape ${formatShape(shape)}`,
      formatShape(exact.shape),
      "A kernel is [inputs, units], a bias [units]: transpose what comes as [units, inputs].",
    );
  };
}
