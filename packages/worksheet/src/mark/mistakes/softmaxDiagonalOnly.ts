import { columnsOf, rearrange } from "../box.ts";
import { withOperand } from "../calculation.ts";
import type { Box } from "../box.ts";
import type { Mistake } from "./mistake.ts";

export const softmaxDiagonalOnly: Mistake = {
  id: "softmax-diagonal-only",
  aliases: ["jacobian-diagonal-only"],
  message: "Only the diagonal of the softmax derivatives was used: each output also depends on the other inputs.",
  hint: "If one z grows, which of the outputs change?",
  surprise: 0.8,
  rules: ({ quantity, calculation, chain }) => {
    const { slope } = calculation.operands;
    if (slope?.shape.length === 3) {
      const alone = withOperand(calculation, "slope", diagonal(slope));
      return [{ says: "the diagonal of the Jacobian alone", calculation: alone }];
    }
    if (quantity.family !== "da_dz" || !chain.net.activations[quantity.layer - 1]!.couples) return [];
    const compute = (operands: typeof calculation.operands): Box => diagonal(calculation.compute(operands));
    return [{ says: "the Jacobian with nothing beside its diagonal", calculation: { ...calculation, compute } }];
  },
};

/** A Jacobian with zeros beside its diagonal. */
function diagonal(jacobian: Box): Box {
  const n = columnsOf(jacobian);
  const zeros = (numbers: Float64Array): Float64Array =>
    numbers.map((x, i) => (Math.floor(i / n) % n === i % n ? x : 0));
  const plain = rearrange(jacobian, jacobian.shape, (i) => i);
  const low = zeros(plain.low);
  return { shape: jacobian.shape, low, high: plain.low === plain.high ? low : zeros(plain.high) };
}
