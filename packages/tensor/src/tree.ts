import { isTensor } from "./isTensor.ts";
import type { StateTree } from "./contracts.ts";
import type { Tensor } from "./tensor.ts";

/** The tensors of a tree with the names that lead to them, in order. */
export const treeLeaves = (tree: StateTree, path: readonly string[] = []): [path: readonly string[], leaf: Tensor][] =>
  isTensor(tree)
    ? [[path, tree]]
    : Object.entries(tree).flatMap(([name, branch]) => treeLeaves(branch, [...path, name]));

/** The tree of the same form with other tensors, in the order of `treeLeaves`. */
export function treeFrom(like: StateTree, leaves: readonly Tensor[]): StateTree {
  let at = 0;
  const fill = (tree: StateTree): StateTree =>
    isTensor(tree)
      ? leaves[at++]!
      : Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, fill(branch)]));
  return fill(like);
}
