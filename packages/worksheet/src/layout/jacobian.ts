import { cellPrinter, gradients, replay } from "@chainrule/compiler";
import { fullLike, Tensor, tensor } from "@chainrule/tensor";
import type { Book, Derivation } from "./book.ts";
import type { PaperLayer } from "./problem.ts";
import { explained } from "./explained.ts";
import type { Numbers } from "./step.ts";
import { unmarked } from "./unmarked.ts";

/**
 * The derivatives of all outputs of a row by all of its inputs, `[example, out, in]`, printed as `a_i(δ_ij − a_j)`:
 * i counts the inputs, j the outputs.
 */
export function jacobian(
  book: Book,
  { activation }: PaperLayer,
  layer: number,
  z: Tensor,
  mask: Tensor | undefined,
): Derivation {
  const a = unmarked(activation(z));
  // The gradient of one output of each row: direction is 1 there and 0 elsewhere, which is what δ_ij says.
  const direction = new Tensor(z);
  const [row] = gradients(a.mul(direction).sum(), [z]);
  const chosenOnes = direction.sum(1, { keepDims: true });
  const ofChosen = a.mul(direction).sum(1, { keepDims: true });
  const known = (node: Tensor, x: Tensor): Tensor | undefined =>
    node.source?.primitive.name === "sum" && x === direction ? fullLike(node, 1) : undefined;

  const [zs, as, masks] = [book.value(`z${layer}`), book.value(`a${layer}`), mask && book.value(`mask${layer}`)];
  const values = (out: number): Map<Tensor, Tensor> =>
    new Map([
      [z, zs],
      [direction, oneHotColumn(zs, out)],
      ...(mask
        ? []
        : ([
            [a, as],
            [ofChosen, column(as, out)],
          ] as const)),
    ]);
  const printers = new WeakMap<Numbers, Map<number, (index: readonly number[]) => string>>();
  return {
    result: stacked(replay({ inputs: [z, direction], outputs: [row!] }), zs, masks),
    shown: row!,
    known,
    shorthands: [
      { part: z, symbol: "z_i", latex: "z_{i}" },
      { part: direction, symbol: "δ_ij", latex: "\\delta_{ij}" },
      { part: chosenOnes, symbol: "1" },
      ...(a === z
        ? []
        : [
            { part: a, symbol: "a_i", latex: "a_{i}" },
            { part: ofChosen, symbol: "a_j", latex: "a_{j}" },
          ]),
    ],
    frame: (formula, format) =>
      mask ? `mask${layer}_j·(${explained(formula, layer, format)})` : explained(formula, layer, format),
    cell([example, out, into], numbers) {
      const made = printers.get(numbers) ?? new Map<number, (index: readonly number[]) => string>();
      printers.set(numbers, made);
      const print = made.get(out!) ?? cellPrinter(row!, values(out!), { ...numbers, known });
      made.set(out!, print);
      const slope = print([example!, into!]);
      return masks ? `${numbers.number(masks.data![example! * masks.shape[1]! + out!]!)}·(${slope})` : slope;
    },
  };
}

const oneHotColumn = ({ shape: [rows, width] }: Tensor, chosen: number): Tensor =>
  tensor(
    Float64Array.from({ length: rows! * width! }, (_, i) => Number(i % width! === chosen)),
    { shape: [rows!, width!] },
  );

const column = ({ shape: [rows, width], data }: Tensor, chosen: number): Tensor =>
  tensor(
    Float64Array.from({ length: rows! }, (_, i) => data![i * width! + chosen]!),
    { shape: [rows!, 1] },
  );

/** `[example, out, in]` from the gradients of one output after the other. */
function stacked(gradientsOf: (inputs: readonly Tensor[]) => Tensor[], zs: Tensor, masks: Tensor | undefined): Tensor {
  const [rows, width] = zs.shape as [number, number];
  const all = new Float64Array(rows * width * width);
  for (let out = 0; out < width; out++) {
    const { data } = gradientsOf([zs, oneHotColumn(zs, out)])[0]!;
    for (let row = 0; row < rows; row++) {
      const factor = masks ? masks.data![row * width + out]! : 1;
      for (let i = 0; i < width; i++) all[(row * width + out) * width + i] = data![row * width + i]! * factor;
    }
  }
  return tensor(all, { shape: [rows, width, width] });
}
