import { type Box, columnsOf, filled, rowsOf } from "../box.ts";
import { termRange } from "../backward.ts";
import type { Calculation } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";
import { addends } from "./operand.ts";
import { slip } from "./mistake.ts";

export const singlePath: Mistake = {
  id: "single-path",
  aliases: ["sum-reduced-to-one-term", "one-path-only"],
  message: "Only one way back was followed: the neuron acts on the loss through all neurons of the next layer.",
  hint: "How many arrows leave this neuron?",
  surprise: 0.9,
  rules: ({ quantity, calculation }) => {
    const { delta } = calculation.operands;
    if (
      (quantity.family !== "dL_da" && quantity.family !== "dx") ||
      !delta ||
      !calculation.terms ||
      columnsOf(delta) < 2
    )
      return [];
    const fixed = Array.from({ length: columnsOf(delta) }, (_, k) => ({
      says: `the way through neuron ${k + 1} alone`,
      calculation: onePath(calculation, () => k),
    }));
    return [
      { says: "the way through the neuron of the same number alone", calculation: onePath(calculation, (c) => c) },
      ...fixed,
    ];
  },
  slips: (place, cell) => {
    if (!["dL_da", "dx"].includes(place.quantity.family)) return [];
    const all = addends(place, cell);
    return all.length < 2
      ? []
      : all.map(({ low, high }, k) => slip(`the term through neuron ${k + 1} alone`, low, high));
  },
};

/** Each cell reduced to one of its terms. */
function onePath(calculation: Calculation, choose: (column: number) => number): Calculation {
  const compute = (operands: Calculation["operands"]): Box => {
    const shape = [rowsOf(operands.delta!), rowsOf(operands.weights!)];
    const { low } = filled(shape, 0);
    const high = low.slice();
    low.forEach((_, cell) => {
      const terms = calculation.terms!(operands, cell);
      const [from, to] = termRange(operands, terms[Math.min(choose(cell % shape[1]!), terms.length - 1)]!);
      low[cell] = from;
      high[cell] = to;
    });
    return { shape, low, high: low.every((value, i) => value === high[i]) ? low : high };
  };
  const { operands, sources } = calculation;
  return { operands, ...(sources && { sources }), compute };
}
