import { type StateTree, type Tensor, treeLeaves } from "@chainrule/tensor";

/** One tensor of an optimizer's memory. */
export interface Leaf {
  /** `m_W1` for a mean of gradients, `v_W1` for one of squares. */
  readonly symbol: string;
  /** As the optimizer calls it: "mean". */
  readonly kind: string;
  /** Of which tensor: `W1`. */
  readonly of: string;
  readonly layer: number;
  readonly value: Tensor;
}

interface Named {
  readonly symbol: string;
  readonly name: string;
  readonly layer: number;
}

const letters: Readonly<Record<string, string>> = { mean: "m", velocity: "m", square: "v", sum: "v", peak: "vmax" };

/** The tensors of a memory in the order of their names, those that occur twice numbered. */
export function leavesOf(tree: StateTree, trained: readonly Named[]): Leaf[] {
  const taken = new Set<string>();
  return treeLeaves(tree).map(([path, value]) => {
    const owner = trained.find(({ name }) => path.includes(name));
    const kind = path.at(-1) ?? "memory";
    const plain = `${letters[kind] ?? kind}_${owner?.symbol ?? "all"}`;
    let symbol = plain;
    for (let i = 2; taken.has(symbol); i++) symbol = plain.replace("_", `${i}_`);
    taken.add(symbol);
    return { symbol, kind, of: owner?.symbol ?? "all weights", layer: owner?.layer ?? 0, value };
  });
}
