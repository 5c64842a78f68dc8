import { formatShape, ShapeError, type Tensor, onesLike, zerosLike } from "@chainrule/tensor";
import { inOrder } from "./graph.ts";

/**
 * Reverse accumulation: the gradients of a scalar expression with respect to others, as expressions.
 *
 * @param output - a scalar
 * @param wanted - expressions that the output may depend on; one that it does not depend on gets zeros
 * @throws ShapeError if the output is not a scalar
 */
export function gradients(output: Tensor, wanted: readonly Tensor[]): Tensor[] {
  if (output.rank > 0) {
    throw new ShapeError(
      `grad: expected a function with a scalar result, received one of shape ${formatShape(output.shape)}. ` +
        "Reduce it with .sum() or .mean(), or use jacobian.",
    );
  }
  const order = inOrder([output]);
  const depends = new Set(wanted);
  for (const node of order) if (node.source?.inputs.some((input) => depends.has(input))) depends.add(node);

  const sums = new Map<Tensor, Tensor>([[output, onesLike(output)]]);
  for (const node of order.toReversed()) {
    const dy = sums.get(node);
    if (!dy || !node.source || !depends.has(node)) continue;
    const { primitive, inputs } = node.source;
    const parts = primitive.gradient(dy, node, ...inputs);
    inputs.forEach((input, i) => {
      const part = parts[i];
      if (!part || !depends.has(input)) return;
      const before = sums.get(input);
      const own = sumTo(part, input);
      sums.set(input, before ? before.add(own) : own);
    });
  }
  return wanted.map((node) => sums.get(node) ?? zerosLike(node));
}

/** What was repeated on the way there is added up on the way back. */
function sumTo(gradient: Tensor, { shape }: Tensor): Tensor {
  const lead = gradient.rank - shape.length;
  const axes = gradient.shape
    .map((_, axis) => axis)
    .filter((axis) => {
      return axis < lead || (shape[axis - lead] === 1 && gradient.shape[axis] !== 1);
    });
  return axes.length > 0 ? gradient.sum(axes, { keepDims: true }).reshape(shape) : gradient.broadcastTo(shape);
}
