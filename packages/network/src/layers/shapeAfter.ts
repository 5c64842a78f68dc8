import { type Activation, type DType, type Shape, zeros } from "@chainrule/tensor";

/** The shape of one example after an activation, which may halve it, as `glu` does. */
export const shapeAfter = (f: Activation, shape: Shape, dtype: DType): Shape =>
  f(zeros([1, ...shape], { dtype })).shape.slice(1);
