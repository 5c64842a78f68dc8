import type { Formula } from "../facets.ts";
import { isNumber } from "../simplify.ts";

export const formula: Formula = (write, node, condition, a, b) => {
  const [, whenTrue, whenFalse] = node.source!.inputs;
  // As the methods `and` and `or` write it.
  if (node.dtype === "bool" && isNumber(whenFalse!, 0)) return write.logic("and", condition, a);
  if (node.dtype === "bool" && isNumber(whenTrue!, 1)) return write.logic("or", condition, b);
  return write.cases(condition, a, b);
};
