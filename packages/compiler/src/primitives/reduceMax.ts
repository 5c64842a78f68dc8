import { attributesOf, type Formula, type Gradient } from "../facets.ts";

// Elements that share the maximum share the gradient.
export const gradient: Gradient = (dy, y, x) => {
  const { axes } = attributesOf<{ axes: readonly number[] }>(y);
  const largest = x!.equal(y);
  const shared = dy.div(largest.cast(dy.dtype).sum(axes, { keepDims: true }));
  return [largest.where(shared, 0)];
};
export const formula: Formula = (write, _, x) => write.call("max", x!);
