import type { Tensor } from "@chainrule/tensor";
import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, a, b) => [dy.matmul(flip(b!)), flip(a!).matmul(dy)];
export const formula: Formula = (write, _, a, b) => write.times(a!, b!);

/** The last two axes exchanged. */
function flip(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return x.transpose([...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
}
