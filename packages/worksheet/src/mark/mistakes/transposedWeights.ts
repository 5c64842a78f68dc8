import { columnsOf, rearrange, rowsOf, transpose } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { isSquare, swapped } from "./operand.ts";

export const transposedWeights: Mistake = {
  id: "transposed-weights",
  aliases: ["weights-transposed", "weights-not-transposed", "transpose-missing"],
  message: "The weights were read along the wrong side of their matrix: rows for columns.",
  hint: "Row r, column c of the matrix leads from neuron r to neuron c. Which of the two do you stand on here?",
  surprise: 1,
  rules: (place) => {
    const { weights } = place.calculation.operands;
    if (!weights) return [];
    if (isSquare(weights)) return swapped(place, "weights", transpose(weights), "the matrix of weights transposed");
    const [rows, columns] = [rowsOf(weights), columnsOf(weights)];
    const misread = rearrange(weights, weights.shape, (i) => (i % columns) * rows + Math.floor(i / columns));
    return swapped(place, "weights", misread, "the weights read column by column");
  },
};
