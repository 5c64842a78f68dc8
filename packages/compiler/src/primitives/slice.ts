import { attributesOf } from "@chainrule/tensor";
import type { Formula } from "../facets.ts";

/** Counted from 1, both ends included, as on paper; `:` stands for all places of an axis before. */
export const formula: Formula = (write, node, x) => {
  const { axis, start, end } = attributesOf<{ axis: number; start: number; end: number }>(node);
  const places = end === start + 1 ? String(end) : `${start + 1}:${end}`;
  return write.index(x, [...Array<string>(axis).fill(":"), places].join(","));
};
