import type { StateTree, Tensor } from "@chainrule/tensor";
import { branch } from "./record.ts";

const isLeaf = (tree: StateTree): tree is Tensor => "dtype" in tree && typeof tree.dtype === "string";

/** Combines two trees of the same form, leaf by leaf; of the second, empty branches may be missing. */
export function mapTrees(a: StateTree, b: StateTree, f: (a: Tensor, b: Tensor) => Tensor): StateTree {
  if (isLeaf(a)) return f(a, b as Tensor);
  return Object.fromEntries(Object.entries(a).map(([name, part]) => [name, mapTrees(part, branch(b, name), f)]));
}
