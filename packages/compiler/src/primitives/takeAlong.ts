import { apply, primitives } from "@chainrule/tensor";
import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y, x, indices) => {
  const { axis } = attributesOf<{ axis: number }>(y);
  return [apply(primitives.putAlong, [dy, indices!], { axis, length: x!.shape[axis] }), undefined];
};
export const formula: Formula = (write, _, x, indices) => write.index(x!, indices!.text);
