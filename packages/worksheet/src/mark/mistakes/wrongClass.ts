import { product } from "../backward.ts";
import { type Box, columnsOf, rearrange } from "../box.ts";
import { lossSlopes } from "../calculus.ts";
import { resultOf } from "../calculation.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const wrongClass: Mistake = {
  id: "wrong-class",
  aliases: ["wrong-target", "probability-of-wrong-class"],
  message: "The wanted output was taken to be another one.",
  hint: "Which output should be 1 for this example?",
  surprise: 1.5,
  rules: (place) => {
    if (place.quantity.family === "delta") return atDelta(place);
    const { y } = place.calculation.operands;
    const n = y ? columnsOf(y) : 1;
    return Array.from({ length: n - 1 }, (_, k) => {
      return swapped(place, "y", movedOn(y!, k + 1), `the target moved on by ${k + 1}`);
    }).flat();
  },
};

/** Each row of targets moved on by some places. */
function movedOn(y: Box, by: number): Box {
  const n = columnsOf(y);
  return rearrange(y, y.shape, (i) => i - (i % n) + ((i + by) % n));
}

/** Somebody who writes delta at once puts the target in there. */
function atDelta({ quantity, chain, calculation }: Place): Rule[] {
  if (quantity.layer !== chain.layers) return [];
  const [a, y, slope] = [chain.of("a", chain.layers), chain.of("y"), chain.of("da_dz", chain.layers)];
  return Array.from({ length: columnsOf(y) - 1 }, (_, k) => {
    const compute = (): Box => resultOf(product({ outer: lossSlopes(chain.net.loss, a, movedOn(y, k + 1)), slope }));
    return { says: `the target moved on by ${k + 1}`, calculation: { ...calculation, compute } };
  });
}
