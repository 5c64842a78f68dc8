import { isFloat, sameShape, type Shape, sizeOf, type Tensor } from "@chainrule/tensor";
import { type Graph, inOrder } from "../graph.ts";
import type { Width } from "./code.ts";
import { isElementwise, widthOf } from "./elementwise.ts";
import { reductionOf } from "./kernelReduce.ts";
import { type Reading, readingOf, type Space, spaceOf } from "./space.ts";

/** What is done one after the other: each piece is a function. */
export type Piece =
  | {
      readonly kind: "fusion";
      readonly space: Space;
      readonly width: Width;
      readonly nodes: Tensor[];
      readonly reads: Map<Tensor, Reading>;
      /** Of what is read, what is multiplied on the way and never in memory as a whole. */
      readonly product?: Tensor | undefined;
      /** Whether all that is read and stored lies in panels. */
      readonly inPanels?: boolean | undefined;
    }
  | { readonly kind: "product"; readonly node: Tensor }
  | { readonly kind: "flip"; readonly node: Tensor }
  | { readonly kind: "reduction"; readonly node: Tensor }
  | { readonly kind: "random"; readonly node: Tensor }
  | { readonly kind: "host"; readonly node: Tensor };

type FusionPiece = Extract<Piece, { kind: "fusion" }>;

const unchanging = ["reshape", "named", "stopGradient"];
const passing = ["broadcast", "named", "stopGradient"];

/** The expression whose numbers an expression has: reshaping and names change none. */
export function rootOf(node: Tensor): Tensor {
  return node.source && unchanging.includes(node.source.primitive.name) ? rootOf(node.source.inputs[0]!) : node;
}

/** A matrix that is another one with its axes exchanged. */
const isFlip = ({ source, rank, dtype }: Tensor): boolean =>
  source?.primitive.name === "transpose" &&
  rank === 2 &&
  (source.attributes.permutation as number[])[0] === 1 &&
  dtype !== "bool";

/** What a piece reads from memory. */
export function inputsOf(piece: Piece): Tensor[] {
  if (piece.kind !== "fusion") return operandsOf(piece.node);
  const { product, reads } = piece;
  return product
    ? [...[...reads.keys()].filter((node) => node !== product), ...operandsOf(product)]
    : [...reads.keys()];
}

/** The arrays that an expression is computed from. */
function operandsOf(node: Tensor): Tensor[] {
  const { primitive, inputs } = node.source!;
  if (primitive.name === "count") return []; // asks for the shape alone
  const sides = productOf(node)?.sides;
  return sides ? sides.map((side) => side.node) : [...(readsOf(node)?.keys() ?? inputs.map(rootOf))];
}

/** What an elementwise operation computes with; `count` asks for a shape alone. */
export const rootsOf = ({ source, shape }: Tensor): Tensor[] =>
  source!.primitive.name === "count" ? [] : source!.inputs.map((input) => operandOf(input, shape).root);

/** What an elementwise operation reads for one of its inputs, and how: what is spread in memory need not be. */
function operandOf(input: Tensor, shape: Shape): { root: Tensor; reading: Reading | undefined } {
  let node = input;
  while (node.source && passing.includes(node.source.primitive.name)) node = node.source.inputs[0]!;
  const reading = readingOf(node.shape, shape);
  return reading ? { root: rootOf(node), reading } : { root: rootOf(input), reading: readingOf(input.shape, shape) };
}

/** A side of a product as it lies in memory. */
interface Side {
  readonly node: Tensor;
  readonly flipped: boolean;
}

/** What is multiplied: [m, k] times [k, n]. */
export interface Factors {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly sides: readonly [Side, Side];
}

/** What a piece multiplies, if it does. */
export function multiplied(piece: Piece): Factors | undefined {
  const node = piece.kind === "fusion" ? piece.product : piece.node;
  return node && productOf(node);
}

/** A product of two matrices, for which there is a kernel if the rows in memory have a known length. */
export function productOf({ source, rank, dtype }: Tensor): Factors | undefined {
  if (source?.primitive.name !== "matmul" || rank !== 2 || !isFloat(dtype)) return undefined;
  const [m, k] = source.inputs[0]!.shape as [number, number];
  const n = source.inputs[1]!.shape[1]!;
  const sides = source.inputs.map((input): Side => {
    const root = rootOf(input);
    // What is reshaped after it was transposed is another matrix.
    const flipped = isFlip(root) && sameShape(root.shape, input.shape);
    return { node: flipped ? rootOf(root.source!.inputs[0]!) : root, flipped };
  }) as [Side, Side];
  const known = (sides[0].flipped ? m : k) > 0 && (sides[1].flipped ? k : n) > 0;
  return known && n > 0 ? { m, k, n, sides } : undefined;
}

/** A single number that is known when the plan is made. */
const isNumber = ({ data }: Tensor): boolean => data?.length === 1;

/** Orders a graph into loops and products; neighbouring elementwise work of one size shares a loop. */
export function schedule({ outputs }: Graph): Piece[] {
  const pieces: Piece[] = [];
  const open = new Map<string, FusionPiece>();
  const home = new Map<Tensor, FusionPiece>();
  const close = (piece: FusionPiece): void => {
    open.delete(keyOf(piece));
    pieces.push(piece);
    piece.nodes.forEach((node) => home.delete(node));
  };
  const closeAround = (inputs: readonly Tensor[]): void => {
    for (const input of inputs) {
      const piece = home.get(input);
      if (piece) close(piece);
    }
  };
  // A matrix is transposed when somebody reads it so: the left side of a product does not.
  const flipped = new Set<Tensor>();
  const flip = (nodes: readonly Tensor[]): void => {
    for (const node of nodes) {
      if (!isFlip(node) || flipped.has(node)) continue;
      flipped.add(node);
      closeAround(node.source!.inputs.map(rootOf));
      flip(node.source!.inputs.map(rootOf));
      pieces.push({ kind: "flip", node });
    }
  };
  const live = new Set(outputs.map(rootOf));
  const order = inOrder(outputs);
  for (const node of order.toReversed()) {
    if (!live.has(node) || !node.source) continue;
    // The source of a transposed matrix is needed whether or not that is laid out.
    for (const operand of isFlip(node) ? node.source.inputs.map(rootOf) : operandsOf(node)) live.add(operand);
  }
  for (const node of order) {
    if (!live.has(node) || !node.source || isFlip(node)) continue;
    const reads = readsOf(node);
    if (!reads) {
      const piece: Piece = { kind: kindOf(node), node };
      closeAround(inputsOf(piece));
      flip(inputsOf(piece));
      pieces.push(piece);
      continue;
    }
    const roots = [...reads.keys()];
    flip(roots);
    const space = spaceOf(node.shape);
    const width = widthOf(node);
    const key = keyOf({ space, width });
    // What another loop computes, or this one but reads otherwise, has to be in memory first.
    closeAround(roots.filter((input) => home.get(input) !== open.get(key) || reads.get(input) !== "full"));
    let piece = open.get(key);
    if (piece && conflicts(piece, reads)) {
      close(piece);
      piece = undefined;
    }
    if (!piece) {
      piece = { kind: "fusion", space, width, nodes: [], reads: new Map() };
      open.set(key, piece);
    }
    for (const [input, reading] of reads) if (home.get(input) !== piece) piece.reads.set(input, reading);
    piece.nodes.push(node);
    home.set(node, piece);
  }
  for (const piece of [...open.values()]) close(piece);
  flip(outputs.map(rootOf));
  return pieces;
}

const keyOf = ({ space: { lead, last }, width }: { space: Space; width: Width }): string => `${width} ${lead} ${last}`;

/** One array that is read in two ways needs two loops. */
const conflicts = ({ reads }: FusionPiece, wanted: ReadonlyMap<Tensor, Reading>): boolean =>
  [...wanted].some(([input, reading]) => reads.has(input) && reads.get(input) !== reading);

/** How each input is read in the loop of the result; undefined where there is no such loop. */
function readsOf(node: Tensor): Map<Tensor, Reading> | undefined {
  if (!isElementwise(node)) return undefined;
  const reads = new Map<Tensor, Reading>();
  if (node.source!.primitive.name === "count") return reads;
  for (const input of node.source!.inputs) {
    const { root, reading } = operandOf(input, node.shape);
    if (isNumber(root)) continue;
    if (!reading || (reads.get(root) ?? reading) !== reading) return undefined;
    reads.set(root, reading);
  }
  return reads;
}

function kindOf(node: Tensor): "product" | "reduction" | "random" | "host" {
  const { primitive, inputs, attributes } = node.source!;
  if (primitive.name === "randomBits" && isCountable(node.shape)) return "random";
  if (!isFloat(node.dtype) || !isCountable(node.shape)) return "host";
  if (productOf(node)) return "product";
  const reduces = primitive.name === "sum" || primitive.name === "reduceMax";
  return reduces && reductionOf(inputs[0]!.shape, attributes.axes as readonly number[]) ? "reduction" : "host";
}

function isCountable(shape: Shape): boolean {
  try {
    sizeOf(shape);
    return true;
  } catch {
    return false;
  }
}

/**
 * Of arrays that have to be finite those that need a look: a number that is infinite or NaN makes all sums and products
 * that it goes into so, ∞·0 included.
 */
export function withoutImplied(nodes: readonly Tensor[]): Set<Tensor> {
  const left = new Set(nodes);
  const visited = new Set<Tensor>();
  const visit = ({ source }: Tensor): void => {
    const { name } = source?.primitive ?? {};
    const inputs = name && passingOn.includes(name) ? source!.inputs : name === "div" ? source!.inputs.slice(0, 1) : [];
    for (const input of inputs.map(rootOf)) {
      left.delete(input);
      if (visited.has(input)) continue;
      visited.add(input);
      visit(input);
    }
  };
  nodes.forEach(visit);
  return left;
}

const passingOn = ["add", "sub", "neg", "mul", "sum", "matmul", "transpose", "broadcast"];
