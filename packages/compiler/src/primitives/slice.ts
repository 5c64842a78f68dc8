import { subtractLengths } from "@chainrule/tensor";
import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y, x) => {
  const { axis, start, end } = attributesOf<{ axis: number; start: number; end: number }>(y);
  return [dy.pad(axis, start, subtractLengths("slice", x!.shape[axis]!, end))];
};
export const formula: Formula = (write, node, x) => {
  const { start, end } = attributesOf<{ start: number; end: number }>(node);
  return write.index(x!, `${start}:${end}`);
};
