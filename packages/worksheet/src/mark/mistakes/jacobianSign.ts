import { columnsOf, rearrange, type Box } from "../box.ts";
import type { Mistake } from "./mistake.ts";

export const jacobianSign: Mistake = {
  id: "jacobian-sign",
  message: "The derivatives beside the diagonal of the softmax Jacobian have the wrong sign.",
  hint: "If one z grows, do the other outputs grow or shrink?",
  surprise: 1.5,
  rules: ({ quantity, calculation, chain }) => {
    if (quantity.family !== "da_dz" || !chain.net.activations[quantity.layer - 1]!.couples) return [];
    const compute = (operands: typeof calculation.operands): Box => turned(calculation.compute(operands));
    return [{ says: "+a_i·a_j beside the diagonal", calculation: { ...calculation, compute } }];
  },
};

function turned(jacobian: Box): Box {
  const n = columnsOf(jacobian);
  const { low, high } = rearrange(jacobian, jacobian.shape, (i) => i);
  const beside = (i: number): boolean => Math.floor(i / n) % n !== i % n;
  return {
    shape: jacobian.shape,
    low: low.map((x, i) => (beside(i) ? -high[i]! : x)),
    high: high.map((x, i) => (beside(i) ? -low[i]! : x)),
  };
}
