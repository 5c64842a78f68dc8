import { type Mistake, slip } from "./mistake.ts";

export const cellMixedUp: Mistake = {
  id: "cell-mixed-up",
  aliases: ["cells-mixed-up", "cells-swapped", "wrong-cell-copied"],
  message: "The number, or what it was computed from, belongs in another cell.",
  hint: "Which row and which column does this cell stand for?",
  surprise: 1.6,
  slips: ({ quantity, calculation }, { value, index }) => {
    const { low, high } = value;
    if (low.length > 100) return [];
    const others = Array.from(low, (_, i) => i).filter((i) => i !== index);
    const { parameter } = calculation.operands;
    const from = quantity.family.endsWith("_new") ? parameter : undefined;
    return others.flatMap((i) => [
      slip(`cell ${i + 1} of the table`, low[i]!, high[i]),
      ...(from
        ? [
            slip(
              `the step of cell ${i + 1}`,
              from.low[index]! + low[i]! - from.high[i]!,
              from.high[index]! + high[i]! - from.low[i]!,
            ),
            slip(
              `the old value of cell ${i + 1}`,
              from.low[i]! + low[index]! - from.high[index]!,
              from.high[i]! + high[index]! - from.low[index]!,
            ),
          ]
        : []),
    ]);
  },
};
