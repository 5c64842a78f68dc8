import { apply, sameShape, type Tensor } from "@chainrule/tensor";
import { rewrite, type Rule } from "./rewrite.ts";

/** Whether this is the number `x`, as a scalar or spread over a shape. */
export function isNumber(node: Tensor, x: number): boolean {
  if (node.source?.primitive.name === "broadcast") return isNumber(node.source.inputs[0]!, x);
  return node.data !== undefined && node.data.length > 0 && node.data.every((value) => Object.is(value, x));
}

/** The expression in the shape and dtype of what it replaces. */
const inPlaceOf = (node: Tensor, result: Tensor): Tensor =>
  sameShape(result.shape, node.shape) ? result : result.broadcastTo(node.shape);

const rules: Readonly<Record<string, (node: Tensor, ...inputs: Tensor[]) => Tensor | undefined>> = {
  add: (node, a, b) => (isNumber(b, 0) ? inPlaceOf(node, a) : isNumber(a, 0) ? inPlaceOf(node, b) : undefined),
  sub: (node, a, b) => (isNumber(b, 0) ? inPlaceOf(node, a) : undefined),
  mul(node, a, b) {
    if (isNumber(b, 1)) return inPlaceOf(node, a);
    if (isNumber(a, 1)) return inPlaceOf(node, b);
    return lift(a, (part) => part.mul(b)) ?? lift(b, (part) => part.mul(a));
  },
  div: (node, a, b) => (isNumber(b, 1) ? inPlaceOf(node, a) : lift(a, (part) => part.div(b))),
  neg: (_, x) => (x.source?.primitive.name === "neg" ? x.source.inputs[0] : lift(x, (part) => part.neg())),
  reshape: (node, x) => (sameShape(x.shape, node.shape) ? x : undefined),
  broadcast: (node, x) => (sameShape(x.shape, node.shape) ? x : undefined),
  sum: (node, x) => (sameShape(x.shape, node.shape) ? x : undefined),
};

/**
 * A choice between something and 0, as the gradient of `where` makes it: what is applied to it goes inside.
 * Then an infinite factor that belongs to the branch not taken never meets the 0, which would give NaN.
 */
function lift(node: Tensor, f: (part: Tensor) => Tensor): Tensor | undefined {
  if (node.source?.primitive.name !== "where") return undefined;
  const [condition, a, b] = node.source.inputs;
  if (isNumber(b!, 0)) return condition!.where(f(a!), 0);
  if (isNumber(a!, 0)) return condition!.where(0, f(b!));
  return undefined;
}

/** A number spread over a shape that another input has anyway is as good as the number. */
const unspread: Rule = (node) => {
  const { primitive, inputs, attributes } = node.source!;
  if (!("loop" in primitive) || inputs.length < 2) return undefined;
  const spread = inputs.findIndex(
    (input, i) =>
      input.source?.primitive.name === "broadcast" &&
      input.source.inputs[0]!.rank === 0 &&
      inputs.some((other, j) => j !== i && sameShape(other.shape, node.shape)),
  );
  if (spread < 0) return undefined;
  return apply(
    primitive,
    inputs.map((input, i) => (i === spread ? input.source!.inputs[0]! : input)),
    attributes,
  );
};

const rule: Rule = (node) => {
  const { primitive, inputs } = node.source!;
  return Object.hasOwn(rules, primitive.name) ? rules[primitive.name]!(node, ...inputs) : undefined;
};

/** Removes what changes nothing (x·1, x + 0, −−x), lifts choices out of products, shares what is written twice. */
export const simplify = (outputs: readonly Tensor[]): Tensor[] =>
  rewrite(outputs, (node) => unspread(node) ?? rule(node));
