import { type Activation, type DType, formatShape, refuse, type Shape, ShapeError, Tensor } from "@chainrule/tensor";

/**
 * The shape of one example after a function, which may halve it, as `glu` does.
 *
 * @throws ShapeError if the function does not give a row for each row
 */
export function shapeAfter(who: string, f: Activation, shape: Shape, dtype: DType): Shape {
  const [rows, ...after] = f(new Tensor({ shape: [-1, ...shape], dtype })).shape;
  if (rows === -1) return after;
  const received = formatShape(rows === undefined ? [] : [rows, ...after]);
  return refuse(ShapeError, who, "a function that gives a row for each row", received, "Keep the rows as first axis.");
}
