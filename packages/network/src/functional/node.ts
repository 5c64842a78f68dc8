import { isRecord, type Tensor } from "@chainrule/tensor";
import { requirePart } from "../parts.ts";
import type { Layer } from "../layers/layer.ts";

/** Several tensors into one: a layer that learns nothing. */
export interface Merge {
  readonly name: string;
  merge(tensors: readonly Tensor[]): Tensor;
}

/** A place in a network: what goes into it, or what comes out of a layer there. */
export interface Node {
  /** Absent where an input of the network is. */
  readonly layer: Layer | Merge | undefined;
  /** What the layer takes. */
  readonly from: readonly Node[];
  /** Nodes of one identity share their weights. */
  readonly identity: object;
  /** Puts a layer behind. One that is put in several places has the same weights in all of them. */
  to(layer: Layer): Node;
}

export function nodeOf(layer: Layer | Merge | undefined, from: readonly Node[], identity: object = layer ?? {}): Node {
  if (from.length > 0) requirePart("network", "a layer", layer, isRecord(layer), "dense(16)", "network");
  const node: Node = { layer, from, identity, to: (next) => nodeOf(next, [node]) };
  return node;
}

/** All nodes that these need, each after those it takes, without the inputs of the network. */
export function nodesInOrder(ends: readonly Node[]): Node[] {
  const found = new Set<Node>();
  const visit = (node: Node): void => {
    if (found.has(node)) return;
    node.from.forEach(visit);
    found.add(node);
  };
  ends.forEach(visit);
  return [...found].filter(({ layer }) => layer);
}

/** The inputs of the network that these need. */
export const inputsOf = (nodes: readonly Node[]): Node[] => [
  ...new Set(nodes.flatMap(({ from }) => from).filter(({ layer }) => !layer)),
];
