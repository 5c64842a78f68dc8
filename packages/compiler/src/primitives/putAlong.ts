import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y, _, indices) => [
  dy.takeAlong(indices!, attributesOf<{ axis: number }>(y).axis),
  undefined,
];
export const formula: Formula = (write, _, ...inputs) => write.call("putAlong", ...inputs);
