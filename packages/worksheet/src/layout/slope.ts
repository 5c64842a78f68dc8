import { gradients } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import type { Book, Derivation } from "./book.ts";
import { couples } from "./couples.ts";
import { explained } from "./explained.ts";
import { jacobian } from "./jacobian.ts";
import type { PaperLayer } from "./problem.ts";
import { unmarked } from "./unmarked.ts";

/** The slope of an activation: element by element, or as a Jacobian `[example, out, in]` where it couples its row. */
export function writeSlope(book: Book, paper: PaperLayer, layer: number): void {
  const isCoupled = couples(paper.activation, paper.outputs);
  const derive = isCoupled ? jacobian : elementwise;
  book.write({
    quantity: `da_dz${layer}`,
    layer,
    title:
      `slope of the activation of layer ${layer}: ${paper.activationName}` +
      (isCoupled ? ", for each example every output (row) by every input (column)" : ""),
    from: [`z${layer}`, `a${layer}`, ...(paper.mask ? [`mask${layer}`] : [])],
    called: `slope of ${paper.activationName}`,
    derive: (z, _, mask) => derive(book, paper, layer, z, mask),
  });
}

/** Element by element, in terms of the activation `a` where that is shorter. */
function elementwise(
  book: Book,
  { activation }: PaperLayer,
  layer: number,
  z: Tensor,
  mask: Tensor | undefined,
): Derivation {
  const a = unmarked(activation(z));
  const [slope] = gradients(a.sum(), [z]);
  return {
    result: mask ? slope!.mul(mask) : slope!,
    shorthands: [
      { part: z, symbol: "z" },
      // With a mask, a is what is left of the activation: the slope is that of the whole.
      ...(mask || a === z ? [] : [{ part: a, symbol: "a", value: book.value(`a${layer}`) }]),
    ],
    frame: (formula, format) => explained(formula, layer, format),
  };
}
