import { formatShape, refuse, requireSameShape, ShapeError, slice, type Tensor } from "@chainrule/tensor";

/**
 * The parts of a prediction that holds several vectors for each row, `[…, parts, features]`: each `[…, features]`.
 *
 * @throws ShapeError unless it has that many parts, and target is of shape `[…]`
 */
export function partsOf(who: string, prediction: Tensor, target: Tensor, names: readonly string[]): Tensor[] {
  const { shape } = prediction;
  if (shape.at(-2) !== names.length) {
    const expected = `prediction of shape […, ${names.length}, features]: ${names.join(", ")}`;
    refuse(ShapeError, who, expected, formatShape(shape), "Join them with concat along the axis before the last.");
  }
  const rows = shape.slice(0, -2);
  requireSameShape(who, { "the rows of prediction": { shape: rows }, target });
  return names.map((_, i) => slice(prediction, -2, i, i + 1).reshape([...rows, shape.at(-1)!]));
}
