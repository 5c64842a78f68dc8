import { inOrder } from "@chainrule/compiler";
import { attributesOf, type Tensor, ValueError } from "@chainrule/tensor";

const isMark = (node: Tensor): boolean => node.source?.primitive.name === "named";

/** What a mark says, and what it stands on. */
export const markOf = (node: Tensor): string | undefined =>
  isMark(node) ? attributesOf<{ name: string }>(node).name : undefined;

/** Whether a mark counts the layers of a network: "layer 2 (dense)". */
export const isLayerMark = (node: Tensor): boolean => markOf(node)?.startsWith("layer ") ?? false;

/** A layer of a network, as its expression tells. */
export interface Section {
  /** "dense" */
  readonly kind: string;
  /** What the names of its tensors begin with: "2.", or "1.2." in a network within a network. */
  readonly prefix: string;
  /** The outputs of the layers before it, or inputs of the network: each once. */
  readonly takes: readonly Tensor[];
  readonly output: Tensor;
}

/**
 * The layers from the inputs to the outputs, in the order of the calculation; those of a network that is a layer itself
 * one by one.
 *
 * @throws ValueError if one is no layer of a network
 */
export function sectionsOf(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
): { sections: Section[]; ends: Tensor[] } {
  const sections: Section[] = [];
  const known = new Map(inputs.map((input) => [input, input]));
  const visit = (node: Tensor, around: string): Tensor => {
    const seen = known.get(node);
    if (seen) return seen;
    const [, number, kind] = /^layer (\d+) \((.*)\)$/s.exec(markOf(node) ?? "") ?? [];
    const [inner, ...before] = node.source?.inputs ?? [];
    if (!number || before.length === 0) throw unsupported("something that is no layer");
    const takes = [...new Set(before.map((one) => visit(one, around)))];
    const prefix = `${around}${number}.`;
    const isNetwork = isLayerMark(inner!) && !before.includes(inner!);
    if (!isNetwork) sections.push({ kind: kind!, prefix, takes, output: node });
    const end = isNetwork ? visit(inner!, prefix) : node;
    known.set(node, end);
    return end;
  };
  return { sections, ends: outputs.map((output) => visit(output, "")) };
}

export const unsupported = (received: string): ValueError =>
  new ValueError(
    `layout: expected layers whose training step is one expression, received ${received}. Leave it out, or put other layers in its place.`,
  );

/** A product with weights, and the bias that is added to it. */
export interface Linear {
  readonly input: Tensor;
  readonly weights: Tensor;
  readonly bias: Tensor | undefined;
  /** The pre-activation. */
  readonly z: Tensor;
}

/** Where an expression multiplies by parameters. */
export function linearOf(output: Tensor, parameters: ReadonlySet<Tensor>): Linear[] {
  const order = inOrder([output]);
  const users = new Map<Tensor, Tensor[]>();
  for (const node of order) {
    for (const input of node.source?.inputs ?? []) users.set(input, [...(users.get(input) ?? []), node]);
  }
  return order.flatMap((node): Linear[] => {
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
