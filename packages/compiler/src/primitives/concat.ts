import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y, ...inputs) => {
  const { axis } = attributesOf<{ axis: number }>(y);
  let at = 0;
  return inputs.map((input) => dy.slice(axis, at, (at += input.shape[axis]!)));
};
export const formula: Formula = (write, _, ...inputs) => write.call("concat", ...inputs);
