import { gradients, print, stabilize } from "@chainrule/compiler";
import { fullLike, Tensor } from "@chainrule/tensor";
import type { Book, Derivation, Entry } from "./book.ts";
import { regularized } from "./denseLayer.ts";
import { givenOf, inPieces, inside, pieceNames, writePieces } from "./inside.ts";
import { named, overBatch } from "./loss.ts";
import type { Problem } from "./problem.ts";
import { writeSlope } from "./slope.ts";
import type { Format } from "./step.ts";
import { calledOf, latexOf } from "./symbols.ts";
import { takesBatch } from "./tail.ts";
import { unguarded } from "./unguarded.ts";
import { withoutMarks } from "./unmarked.ts";

/** Every factor of the chain rule and every gradient, from the loss back to the inputs. */
export function writeBackward(book: Book, problem: Problem): void {
  for (let layer = problem.layers.length; layer >= 1; layer--) {
    writeOutputSlope(book, problem, layer);
    writeSlope(book, problem.layers[layer - 1]!, layer);
    writeDelta(book, problem, layer);
    writePieces(book, problem, layer, "v");
    writeGradients(book, problem, layer);
  }
  if (reachesInputs(book, problem)) {
    writeBack(book, problem, 1, 0, {
      quantity: "dx",
      layer: 0,
      title: `derivative of ${whoseLoss(problem, 0)} by its inputs`,
    });
  }
}

/** Whether the inputs are numbers to compute with: what is only looked up by its number has no slope. */
function reachesInputs(book: Book, problem: Problem): boolean {
  const given = [...givenOf(problem, 1), "delta1"].map((name) => new Tensor(book.value(name)));
  return inside(problem.layers[0]!, given.slice(0, -1), given.at(-1)!).slopes[0]!.isExpression;
}

/** Whose loss a derivative is of: where the batch is taken together further on, all of them depend on each example. */
const whoseLoss = (problem: Problem, layer: number): string =>
  takesBatch(problem, layer) ? "all examples' losses together" : "each example's loss";

/** Writes the derivative by what comes into a layer (0) or by one of its parameters (from 1). */
function writeBack(
  book: Book,
  problem: Problem,
  layer: number,
  which: number,
  entry: Pick<Entry, "quantity" | "layer" | "title">,
): void {
  const paper = problem.layers[layer - 1]!;
  const [a, ...symbols] = givenOf(problem, layer);
  const pieces = pieceNames(book, layer);
  const weights = regularized(problem.layers);
  const own = weights.findIndex(({ symbol }) => symbol === symbols[which - 1]);
  const penalized = own >= 0 ? problem.regularizer : undefined;
  const delta = `delta${layer}`;
  const from = [
    ...(which === 0 ? [delta, ...symbols, a!] : [a!, delta, ...symbols]),
    ...pieces,
    ...(penalized ? weights.map(({ symbol }) => symbol).filter((symbol) => !symbols.includes(symbol)) : []),
  ];
  book.write({
    ...entry,
    from,
    called: `slope of ${paper.kind}`,
    derive(...placeholders) {
      const of = (name: string): Tensor => placeholders[from.indexOf(name)]!;
      const whole = inside(paper, [a!, ...symbols].map(of), of(delta));
      const slope = whole.slopes[which]!;
      const fit = which === 0 ? slope : overBatch(slope, problem);
      const all = penalized && weights.map(({ symbol }) => of(symbol));
      const added = all && gradients(penalized(named(weights, all)), [all[own]!])[0]!;
      return inPieces(book, added ? fit.add(added) : fit, whole, pieces);
    },
  });
}

function writeOutputSlope(book: Book, problem: Problem, layer: number): void {
  const entry = {
    quantity: `dL_da${layer}`,
    layer,
    title: `derivative of ${whoseLoss(problem, layer)} by its activations of layer ${layer}`,
  };
  if (layer < problem.layers.length) return writeBack(book, problem, layer + 1, 0, entry);
  book.write({
    ...entry,
    from: [`a${layer}`, "y"],
    derive: (a, y) => gradients(problem.terms(a, y).sum(), [a])[0]!,
  });
}

function writeDelta(book: Book, problem: Problem, layer: number): void {
  const isLast = layer === problem.layers.length && !problem.layers[layer - 1]!.mask;
  const isCoupled = book.value(`da_dz${layer}`).rank === 3;
  book.write({
    quantity: `delta${layer}`,
    layer,
    title: `derivative of ${whoseLoss(problem, layer)} by its pre-activations of layer ${layer}`,
    from: [`dL_da${layer}`, `da_dz${layer}`, ...(isLast ? ["y", `z${layer}`, `a${layer}`] : [])],
    derive(dL, slope, y, z) {
      const product = isCoupled ? rowTimesJacobian(dL, slope) : dL.mul(slope);
      return isLast ? throughBoth(book, problem, product, { y: y, z: z }) : product;
    },
  });
}

function rowTimesJacobian(row: Tensor, jacobian: Tensor): Tensor {
  const [rows, width] = row.shape as [number, number];
  return row.reshape([rows, 1, width]).matmul(jacobian).reshape([rows, width]);
}

/**
 * At the output, loss and activation are differentiated together: the two factors alone may be ∞ and 0. Where that
 * comes down to a short formula, such as a − y, it is written too.
 */
function throughBoth(book: Book, problem: Problem, product: Tensor, { y, z }: Record<"y" | "z", Tensor>): Derivation {
  const layer = problem.layers.length;
  const output = withoutMarks(problem.layers[layer - 1]!.activation(z));
  const [loss] = stabilize([problem.perExample(output, y).sum()]);
  const [result] = gradients(loss!, [z]);
  const sumsToOne = rowSums(book.value("y")).every((sum) => Math.abs(sum - 1) < 1e-12);
  const known = (node: Tensor, x: Tensor): Tensor | undefined =>
    sumsToOne && node.source?.primitive.name === "sum" && x === y ? fullLike(node, 1) : unguarded(node);
  const short = print(
    result!,
    new Map([
      [z, "⟦z⟧"],
      [y, "y"],
      [output, "a"],
    ]),
    "text",
    known,
  );
  if (short.includes("⟦z⟧") || short.length > mostCharacters) return { result: result!, shown: product };
  const shorthands = [{ part: output, symbol: `a${layer}`, value: book.value(`a${layer}`) }];
  return { result: result!, known, shorthands, frame: chainOf(layer) };
}

/** What is longer than this is no shorter than the product. */
const mostCharacters = 24;

const rowSums = (x: Tensor): number[] => Array.from((x.rank > 1 ? x.sum(-1) : x).toTypedArray());

/** Puts the two factors before what they come down to. */
const chainOf =
  (layer: number) =>
  (formula: string, format: Format): string => {
    const factors = [`dL_da${layer}`, `da_dz${layer}`];
    return `${format === "latex" ? factors.map(latexOf).join(" \\cdot ") : factors.join("·")} = ${formula}`;
  };

function writeGradients(book: Book, problem: Problem, layer: number): void {
  problem.layers[layer - 1]!.parameters.forEach(({ symbol }, i) =>
    writeBack(book, problem, layer, i + 1, {
      quantity: `d${symbol}`,
      layer,
      title: `derivative of the loss by the ${calledOf(symbol)} of layer ${layer}`,
    }),
  );
}
