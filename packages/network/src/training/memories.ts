import { type StateTree, type Tensor, treeFrom, treeLeaves } from "@chainrule/tensor";

/** The memory of an optimizer that such tensors stand for. By name: a record puts names that are numbers first. */
export function memoryTree(like: StateTree, names: readonly string[], tensors: readonly Tensor[]): StateTree {
  const known = new Map(names.map((name, i) => [name, tensors[i]!]));
  return treeFrom(
    like,
    treeLeaves(like).map(([path]) => known.get(nameOf(path))!),
  );
}

/** The tensors of an optimizer's memory by their names. */
export const memoriesOf = (tree: StateTree): Record<string, Tensor> =>
  Object.fromEntries(treeLeaves(tree).map(([path, leaf]) => [nameOf(path), leaf]));

/** `square/1.kernel`; what is joined may hold slashes itself. */
const nameOf = (path: readonly string[]): string =>
  path.map((part) => part.replaceAll("%", "%25").replaceAll("/", "%2F")).join("/");
