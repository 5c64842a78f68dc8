import { attributesOf } from "@chainrule/tensor";
import type { Formula } from "../facets.ts";

export const formula: Formula = (write, node, x) => {
  const { start, end } = attributesOf<{ start: number; end: number }>(node);
  return write.index(x, `${start}:${end}`);
};
