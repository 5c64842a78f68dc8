import { apply, sameShape, type Tensor } from "@chainrule/tensor";
import { match, rewrite, type Rule } from "./rewrite.ts";

/** Whether this is the number `x`, as a scalar or spread over a shape. */
export function isNumber(node: Tensor, x: number): boolean {
  const [spread] = match(node, "broadcast") ?? [];
  if (spread) return isNumber(spread, x);
  return Boolean(node.data?.length) && node.data!.every((value) => Object.is(value, x));
}

/** The expression in the shape and dtype of what it replaces. */
const inPlaceOf = (node: Tensor, result: Tensor): Tensor =>
  sameShape(result.shape, node.shape) ? result : result.broadcastTo(node.shape);

/** The input where the shape stays. */
const unchanged: Rule = (node, x) => (sameShape(x.shape, node.shape) ? x : undefined);

const rules: Readonly<Record<string, Rule>> = {
  add: (node, a, b) => (isNumber(b, 0) ? inPlaceOf(node, a) : isNumber(a, 0) ? inPlaceOf(node, b) : undefined),
  sub: (node, a, b) => (isNumber(b, 0) ? inPlaceOf(node, a) : undefined),
  mul: (node, a, b) => (isNumber(b, 1) ? inPlaceOf(node, a) : isNumber(a, 1) ? inPlaceOf(node, b) : undefined),
  div: (node, a, b) => (isNumber(b, 1) ? inPlaceOf(node, a) : undefined),
  neg: (_, x) => match(x, "neg")?.[0],
  where(_, condition, a, b) {
    // Not c, as `not` writes it: false where c is true.
    const [c, no, yes] = match(condition, "where") ?? [];
    return c && isNumber(no!, 0) && isNumber(yes!, 1) ? c.where(b, a) : undefined;
  },
  reshape: unchanged,
  broadcast: unchanged,
  sum: unchanged,
};

/** A number spread over a shape that another input has anyway is as good as the number. */
const unspread: Rule = (node, ...inputs) => {
  const { primitive, attributes } = node.source!;
  if (!("loop" in primitive)) return undefined;
  for (const [i, input] of inputs.entries()) {
    const [number] = match(input, "broadcast") ?? [];
    const others = inputs.toSpliced(i, 1);
    if (number?.rank === 0 && others.some((other) => sameShape(other.shape, node.shape))) {
      return apply(primitive, inputs.with(i, number), attributes);
    }
  }
  return undefined;
};

/** Removes what changes nothing but the sign of a 0 (x·1, x + 0, −−x), and shares what is written twice. */
export const simplify = (outputs: readonly Tensor[]): Tensor[] => rewrite(outputs, rules, unspread);
