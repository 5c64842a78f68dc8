import { inOrder } from "@chainrule/compiler";
import { apply, type Tensor } from "@chainrule/tensor";

const isMark = (node: Tensor): boolean => node.source?.primitive.name === "named";

/** The expression itself, not the name that it bears as a whole. */
export const unmarked = (node: Tensor): Tensor => (isMark(node) ? unmarked(node.source!.inputs[0]!) : node);

/** The expression without any names. */
export function withoutMarks(output: Tensor): Tensor {
  const results = new Map<Tensor, Tensor>();
  for (const node of inOrder([output])) {
    const inputs = node.source?.inputs.map((input) => results.get(input)!) ?? [];
    results.set(
      node,
      isMark(node) ? inputs[0]! : node.source ? apply(node.source.primitive, inputs, node.source.attributes) : node,
    );
  }
  return results.get(output)!;
}
