import type { StateTree, Tensor } from "@chainrule/tensor";

const isTensor = (tree: StateTree): tree is Tensor => "dtype" in tree && typeof tree.dtype === "string";

/** The tensors of a tree by their path, in order. */
export const leavesOf = (tree: StateTree, path: readonly string[] = []): [path: string, leaf: Tensor][] =>
  isTensor(tree)
    ? [[path.join("/"), tree]]
    : Object.entries(tree).flatMap(([name, branch]) => leavesOf(branch, [...path, name]));

/** The tree of the same form with other tensors, in the order of `leavesOf`. */
export function withLeaves(tree: StateTree, leaves: readonly Tensor[]): StateTree {
  const queue = [...leaves];
  const fill = (branch: StateTree): StateTree =>
    isTensor(branch)
      ? queue.shift()!
      : Object.fromEntries(Object.entries(branch).map(([name, below]) => [name, fill(below)]));
  return fill(tree);
}
