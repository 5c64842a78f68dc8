import type { Data, Shape, Tensor } from "@chainrule/tensor";
import { instructionsOf } from "./elementwise.ts";
import { inputsOf, type Piece, productOf } from "./schedule.ts";
import { bytesOf, panel } from "./space.ts";

// A matrix of weights that products read from the right lies in panels of eight columns, one below the other: so it is
// read from one end to the other. What updates it, element by element, does not care about the order; its gradient is
// used as it is multiplied. So is any other product that a bit of work alone reads, as to add a bias or to take the
// larger of it and 0: that is done before it is stored.

type Fusion = Extract<Piece, { kind: "fusion" }>;

/** A matrix of so many elements at least. */
const least = 4096;

/** Instructions for a vector of a product at most: each vector of a tile has a copy of them. */
const most = 16;

/** Which slots lie in panels, and the pieces of work with products joined to the loops that alone read them. */
export interface Panelled {
  readonly slots: ReadonlySet<Tensor>;
  readonly pieces: Piece[];
}

/**
 * @param slots - with what replaces each, if anything does
 * @param kept - what has to be in memory at the end
 */
export function panelled(
  pieces: readonly Piece[],
  slots: ReadonlyMap<Tensor, Tensor | undefined>,
  kept: ReadonlySet<Tensor>,
): Panelled {
  const readers = new Map<Tensor, Piece[]>();
  for (const piece of pieces)
    for (const input of inputsOf(piece)) readers.set(input, [...(readers.get(input) ?? []), piece]);
  const readersOf = (node: Tensor): readonly Piece[] => readers.get(node) ?? [];

  /** The product of its own size that a loop alone reads: a gradient of weights, where it takes that in panels. */
  const productIn = ({ reads, space, nodes, width }: Fusion, inPanels: boolean): Tensor | undefined => {
    const readings = [...reads.values()];
    if (readings.includes("row") || (inPanels && readings.includes("column"))) return undefined;
    if (!inPanels && nodes.reduce((sum, node) => sum + instructionsOf(node), 0) > most) return undefined;
    return [...reads.keys()].find((node) => {
      const { m, n, sides } = productOf(node) ?? {};
      const own = m === space.lead && n === space.last && readersOf(node).length === 1 && !kept.has(node);
      if (!own) return false;
      return inPanels ? sides![0].flipped && isLarge(node) : !sides![1].flipped && bytesOf(node.dtype) === width;
    });
  };
  const updated = new Map<Tensor, Tensor[]>();
  for (const [slot, root] of slots) if (root && root !== slot) updated.set(root, [...(updated.get(root) ?? []), slot]);
  /** All slots that a loop with a product reads or replaces; undefined if it has to do with anything else. */
  const groupOf = (piece: Fusion): Tensor[] | undefined => {
    const product = productIn(piece, true);
    if (!product) return undefined;
    const read = [...piece.reads].flatMap(([node, reading]) => (reading === "full" && node !== product ? [node] : []));
    const stored = piece.nodes.filter((node) => kept.has(node) || readersOf(node).length > 0);
    const simple = stored.every((node) => updated.has(node) && readersOf(node).length === 0);
    return simple ? [...read, ...stored.flatMap((node) => updated.get(node)!)] : undefined;
  };
  const groups = new Map(
    pieces.flatMap((piece) => (piece.kind === "fusion" ? [[piece, groupOf(piece)] as const] : [])),
  );

  const chosen = new Set([...slots.keys()].filter(isLarge));
  const takes = (piece: Piece, slot: Tensor): boolean => {
    if (piece.kind === "fusion") return groups.get(piece)?.every((node) => chosen.has(node)) ?? false;
    const { sides } = (piece.kind === "product" && productOf(piece.node)) || {};
    return sides !== undefined && sides[0].node !== slot;
  };
  const fits = (slot: Tensor): boolean => {
    const root = slots.get(slot);
    const home =
      root && root !== slot ? pieces.filter((piece) => piece.kind === "fusion" && piece.nodes.includes(root)) : [];
    const replaced = !root || root === slot || home.length > 0;
    return replaced && [...readersOf(slot), ...home].every((piece) => takes(piece, slot));
  };
  for (let before = -1; before !== chosen.size;) {
    before = chosen.size;
    for (const slot of chosen) if (!fits(slot)) chosen.delete(slot);
  }

  const gone = new Set<Tensor>();
  const all = pieces.map((piece): Piece => {
    if (piece.kind !== "fusion") return piece;
    const inPanels = groups.get(piece)?.some((slot) => chosen.has(slot)) ?? false;
    const product = productIn(piece, inPanels);
    if (product) gone.add(product);
    return { ...piece, product, inPanels };
  });
  return { slots: chosen, pieces: all.filter((piece) => piece.kind !== "product" || !gone.has(piece.node)) };
}

const isLarge = ({ shape, dtype }: Tensor): boolean => {
  const [k, n] = shape as [number, number];
  return dtype === "float32" && shape.length === 2 && k > 0 && n > 0 && n % panel === 0 && k * n > least;
};

/** A row-major matrix laid in panels, or back. */
export function exchanged(data: Data, shape: Shape, toPanels: boolean): Data {
  const [k, n] = shape as [number, number];
  const out = new Float32Array(data.length);
  for (let at = 0, j = 0; j < n; j += panel)
    for (let i = 0; i < k; i++)
      for (let row = i * n + j, column = 0; column < panel; column++, at++, row++) {
        if (toPanels) out[at] = data[row]!;
        else out[row] = data[at]!;
      }
  return out;
}
