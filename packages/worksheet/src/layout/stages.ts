import { inOrder } from "@chainrule/compiler";
import { attributesOf, type Tensor } from "@chainrule/tensor";

/** Where a network multiplies by weights. */
export interface Stage {
  readonly input: Tensor;
  readonly weights: Tensor;
  readonly bias: Tensor | undefined;
  /** The pre-activation. */
  readonly z: Tensor;
}

const isMark = (node: Tensor): boolean => node.source?.primitive.name === "named";

/** What a mark says, and what it stands on. */
export const markOf = (node: Tensor): string | undefined =>
  isMark(node) ? attributesOf<{ name: string }>(node).name : undefined;

/** The dense parts of an expression, in the order of the calculation. */
export function stagesOf(output: Tensor, parameters: ReadonlySet<Tensor>): Stage[] {
  const order = inOrder([output]);
  const users = new Map<Tensor, Tensor[]>();
  for (const node of order) {
    for (const input of node.source?.inputs ?? []) users.set(input, [...(users.get(input) ?? []), node]);
  }
  return order.flatMap((node): Stage[] => {
    const [input, weights] = node.source?.primitive.name === "matmul" ? node.source.inputs : [];
    if (!input || !parameters.has(weights!)) return [];
    const sum = users.get(node)?.find((user) => user.source!.primitive.name === "add");
    const bias = sum?.source!.inputs.map(spreadOf).find((part) => parameters.has(part));
    return [{ input, weights: weights!, bias, z: bias ? sum! : node }];
  });
}

const spreadOf = (node: Tensor): Tensor =>
  node.source?.primitive.name === "broadcast" ? spreadOf(node.source.inputs[0]!) : node;

/** What dropout does to: `where(kept, a/(1 − rate), 0)` with a choice that depends on nothing that is learned. */
export function beforeDropout(node: Tensor): Tensor | undefined {
  if (isMark(node)) return beforeDropout(node.source!.inputs[0]!);
  const [kept, scaled] = node.source?.primitive.name === "where" ? node.source.inputs : [];
  if (!kept || inOrder([kept]).some((part) => part.isExpression && !part.source)) return undefined;
  const { primitive, inputs } = scaled!.source ?? {};
  return primitive?.name === "div" || primitive?.name === "mul" ? inputs![0] : scaled;
}
