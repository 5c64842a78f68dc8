import { gradients, print, stabilize } from "@chainrule/compiler";
import { fullLike, type Tensor } from "@chainrule/tensor";
import type { Book, Derivation } from "./book.ts";
import { inputOf } from "./forward.ts";
import { named, overBatch } from "./loss.ts";
import type { Problem } from "./problem.ts";
import { writeSlope } from "./slope.ts";
import type { Format } from "./step.ts";
import { latexOf } from "./symbols.ts";
import { unguarded } from "./unguarded.ts";
import { withoutMarks } from "./unmarked.ts";

/** Every factor of the chain rule and every gradient, from the loss back to the inputs. */
export function writeBackward(book: Book, problem: Problem): void {
  for (let layer = problem.layers.length; layer >= 1; layer--) {
    writeOutputSlope(book, problem, layer);
    writeSlope(book, problem.layers[layer - 1]!, layer);
    writeDelta(book, problem, layer);
    writeGradients(book, problem, layer);
  }
  book.write({
    quantity: "dx",
    layer: 0,
    title: "derivative of each example's loss by its inputs",
    from: ["delta1", "W1"],
    derive: (delta, W) => delta.matmul(W.transpose()),
  });
}

function writeOutputSlope(book: Book, problem: Problem, layer: number): void {
  const isLast = layer === problem.layers.length;
  book.write({
    quantity: `dL_da${layer}`,
    layer,
    title: `derivative of each example's loss by its activations of layer ${layer}`,
    from: isLast ? [`a${layer}`, "y"] : [`delta${layer + 1}`, `W${layer + 1}`],
    derive: isLast
      ? (a, y) => gradients(problem.terms(a, y).sum(), [a])[0]!
      : (delta, W) => delta.matmul(W.transpose()),
  });
}

function writeDelta(book: Book, problem: Problem, layer: number): void {
  const isLast = layer === problem.layers.length && !problem.layers[layer - 1]!.mask;
  const isCoupled = book.value(`da_dz${layer}`).rank === 3;
  book.write({
    quantity: `delta${layer}`,
    layer,
    title: `derivative of each example's loss by its pre-activations of layer ${layer}`,
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
  const { layers, regularizer } = problem;
  book.write({
    quantity: `dW${layer}`,
    layer,
    title: `derivative of the loss by the weights of layer ${layer}`,
    from: [inputOf(layer), `delta${layer}`, ...(regularizer ? layers.map((_, i) => `W${i + 1}`) : [])],
    derive(a, delta, ...weights) {
      const fit = overBatch(a.transpose().matmul(delta), problem);
      if (!regularizer) return fit;
      return fit.add(gradients(regularizer(named(layers, weights)), [weights[layer - 1]!])[0]!);
    },
  });
  if (!layers[layer - 1]!.bias) return;
  book.write({
    quantity: `db${layer}`,
    layer,
    title: `derivative of the loss by the biases of layer ${layer}`,
    from: [`delta${layer}`],
    derive: (delta) => overBatch(delta.sum(0), problem),
  });
}
