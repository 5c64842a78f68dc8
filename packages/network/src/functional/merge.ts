import { refuse, type Tensor, ValueError } from "@chainrule/tensor";
import { type Node, nodeOf } from "./node.ts";

/**
 * What any function makes of the tensors at several places of a network. It learns nothing.
 *
 * @param f - tensors `[rows, …]`, one for each node, to one `[rows, …]`
 * @param nodes - at least one
 * @param name - for summaries and messages
 */
export function merge(f: (...tensors: Tensor[]) => Tensor, nodes: readonly Node[], name = "merge"): Node {
  if (nodes.length === 0) refuse(ValueError, name, "at least one node", "none", `Write ${name}(a, b).`);
  return nodeOf({ name, merge: (tensors) => f(...tensors) }, nodes);
}
