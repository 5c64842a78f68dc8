import { gradients, inOrder, simplify } from "@chainrule/compiler";
import { Tensor } from "@chainrule/tensor";
import type { Book, Derivation } from "./book.ts";
import { dense } from "./denseLayer.ts";
import type { PaperLayer, Problem } from "./problem.ts";

/** What a layer does before its activation, and the way back through it, as one expression. */
export interface Inside {
  readonly z: Tensor;
  /** The derivative of the examples' losses by all that comes in, and by each parameter. */
  readonly slopes: readonly Tensor[];
  /**
   * Parts that are needed more than once, such as a mean: on paper they have names, and are computed once. Those of z,
   * and those of the slopes alone.
   */
  readonly pieces: readonly [forth: readonly Tensor[], back: readonly Tensor[]];
}

/** Traces a layer on what comes in, its parameters, and the derivative by its z. */
export function inside(paper: PaperLayer, given: readonly Tensor[], delta: Tensor): Inside {
  const count = paper.takes.length;
  const [z] = simplify([paper.preactivation(given.slice(0, count), given.slice(count))]);
  const slopes = gradients(z!.mul(delta).sum(), given);
  const [shared, ...back] = simplify([z!, ...slopes]);
  return { z: shared!, slopes: back, pieces: piecesOf(shared!, back) };
}

/** What comes into a layer, and its parameters, by name. */
export const namesOf = ({ layers }: Problem, layer: number): string[] => {
  const { takes, parameters } = layers[layer - 1]!;
  return [...takes, ...parameters.map(({ symbol }) => symbol)];
};

/** The pieces of a layer that the book has, by name: `u2_1` of z, `v2_1` of its slopes. */
export const pieceNames = (book: Book, layer: number): string[] =>
  ["u", "v"].flatMap((letter) => {
    const names: string[] = [];
    while (book.has(`${letter}${layer}_${names.length + 1}`)) names.push(`${letter}${layer}_${names.length + 1}`);
    return names;
  });

/** Writes z, after the pieces that it is put together from. */
export function writeInside(book: Book, problem: Problem, layer: number): void {
  const { kind, outputs } = problem.layers[layer - 1]!;
  writePieces(book, problem, layer, "u");
  const from = namesOf(problem, layer);
  const names = pieceNames(book, layer);
  book.write({
    quantity: `z${layer}`,
    layer,
    title: `pre-activations of layer ${layer}${kind === dense.kind ? "" : `: ${kind}`}`,
    from: [...from, ...names],
    called: kind,
    derive(...placeholders) {
      const given = placeholders.slice(0, from.length);
      const delta = new Tensor({ shape: [given[0]!.shape[0]!, outputs], dtype: given[0]!.dtype });
      const whole = inside(problem.layers[layer - 1]!, given, delta);
      return inPieces(book, whole.z, whole, names);
    },
  });
}

/** Writes the pieces of z (u), or those that only the slopes need (v). */
export function writePieces(book: Book, problem: Problem, layer: number, letter: "u" | "v"): void {
  const paper = problem.layers[layer - 1]!;
  const from = [...namesOf(problem, layer), ...(letter === "v" ? [`delta${layer}`] : [])];
  const of = (placeholders: readonly Tensor[]): Inside => {
    const given = placeholders.slice(0, namesOf(problem, layer).length);
    const [{ shape, dtype }] = given as [Tensor];
    return inside(paper, given, placeholders[given.length] ?? new Tensor({ shape: [shape[0]!, paper.outputs], dtype }));
  };
  const which = letter === "u" ? 0 : 1;
  const count = of(from.map((name) => new Tensor(book.value(name)))).pieces[which].length;
  for (let i = 0; i < count; i++) {
    const earlier = pieceNames(book, layer);
    book.write({
      quantity: `${letter}${layer}_${i + 1}`,
      layer,
      title:
        `layer ${layer}, ${paper.kind}: a part that is needed more than once` +
        (letter === "u" ? "" : " on the way back"),
      from: [...from, ...earlier],
      called: `part of ${paper.kind}`,
      derive(...placeholders) {
        const whole = of(placeholders.slice(0, from.length));
        return inPieces(book, whole.pieces[which][i]!, whole, earlier);
      },
    });
  }
}

/** An expression of the inside of a layer, with the pieces by their names. */
export const inPieces = (book: Book, result: Tensor, { pieces }: Inside, names: readonly string[]): Derivation => ({
  result,
  shorthands: names.map((symbol, i) => ({ part: pieces.flat()[i]!, symbol, value: book.value(symbol) })),
});

/** What takes many numbers together. */
const gathering = ["matmul", "reduceMax", "sum", "cumsum"];
/** What only arranges numbers. */
const arranging = ["broadcast", "reshape", "named", "cast"];

const adding = ["add", "sub", "neg"];

const nameOf = (node: Tensor): string => node.source?.primitive.name ?? "";

const through = (node: Tensor): Tensor => (arranging.includes(nameOf(node)) ? through(node.source!.inputs[0]!) : node);

/** Parts made of many numbers that z and its slopes together need more than once. */
function piecesOf(z: Tensor, slopes: readonly Tensor[]): Inside["pieces"] {
  const order = inOrder([z, ...slopes]);
  const users = usersOf(order);
  const whole = new Set([z, ...slopes].map(through));
  const gathered = new Set<Tensor>();
  const pieces = order.filter((node) => {
    if (!node.source) return false;
    if (gathering.includes(nameOf(node)) || node.source.inputs.some((input) => gathered.has(input))) gathered.add(node);
    const isFull = node.dtype !== "bool" && node.rank <= 3 && !arranging.includes(nameOf(node));
    return isFull && gathered.has(node) && !whole.has(node) && users(node) > 1;
  });
  const forth = new Set(inOrder([z]));
  return [pieces.filter((piece) => forth.has(piece)), pieces.filter((piece) => !forth.has(piece))];
}

/** In how many places a part is needed; a sum that has it twice, which is written 2·it, is one. */
function usersOf(order: readonly Tensor[]): (node: Tensor) => number {
  const users = new Map<Tensor, Set<Tensor>>();
  for (const node of order.filter((one) => !arranging.includes(nameOf(one)))) {
    for (const input of node.source?.inputs.map(through) ?? []) {
      users.set(input, (users.get(input) ?? new Set()).add(node));
    }
  }
  const sumOf = (node: Tensor): Tensor => {
    const [user, ...others] = users.get(node) ?? [];
    return user && others.length === 0 && [node, user].every((one) => adding.includes(nameOf(one)))
      ? sumOf(user)
      : node;
  };
  return (node) => new Set(Array.from(users.get(node) ?? [], sumOf)).size;
}
