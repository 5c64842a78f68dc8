import { isTensor, type StateTree, type Tensor } from "@chainrule/tensor";
import { branch } from "./record.ts";

/** Combines two trees of the same form, leaf by leaf; of the second, empty branches may be missing. */
export function mapTrees(a: StateTree, b: StateTree, f: (a: Tensor, b: Tensor) => Tensor): StateTree {
  if (isTensor(a)) return f(a, b as Tensor);
  return Object.fromEntries(Object.entries(a).map(([name, part]) => [name, mapTrees(part, branch(b, name), f)]));
}
