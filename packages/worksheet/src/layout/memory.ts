import { ShapeError, type StateTree, type Tensor, treeLeaves, zeros, concat } from "@chainrule/tensor";
import type { Problem } from "./problem.ts";

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

/**
 * What a leaf holds before this step: as the problem says, or as the optimizer begins.
 *
 * @throws ShapeError if that has another shape; of a history the first rows may be left out
 */
export function rememberedOf({ state }: Problem, { symbol, value }: Leaf): Tensor {
  const given = state.get(symbol);
  if (!given) return value;
  const [rows = 1, ...row] = value.shape;
  const size = given.shape.reduce((product, length) => product * length, 1);
  const width = row.reduce((product, length) => product * length, 1);
  const missing = rows - size / width;
  const isHistory = value.rank > 1 && symbol.endsWith("_all") && missing > 0 && Number.isInteger(missing);
  if (isHistory) {
    return concat([zeros([missing, ...row], { dtype: value.dtype }), given.reshape([rows - missing, ...row])], 0);
  }
  if (missing === 0) return given.reshape(value.shape);
  throw new ShapeError(
    `layout: expected ${symbol}, from before this step, to have the shape [${value.shape.join(", ")}], ` +
      `received [${given.shape.join(", ")}]. Give the memory of the same network and optimizer.`,
  );
}
