import { columnsOf, liftRows } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { activating } from "./operand.ts";

export const softmaxWithoutExp: Mistake = {
  id: "softmax-without-exp",
  aliases: ["softmax-no-exp"],
  message: "Softmax was taken of the numbers themselves, without the exponential.",
  hint: "Could your way of computing softmax give a probability below zero?",
  surprise: 1,
  rules: (place) => {
    const { quantity, chain } = place;
    if (quantity.family !== "a" || chain.net.activations[quantity.layer - 1]?.name !== "softmax") return [];
    const share = (row: Float64Array, columns: number): Float64Array =>
      row.map((value, i) => {
        const start = i - (i % columns);
        return value / row.subarray(start, start + columns).reduce((sum, other) => sum + other, 0);
      });
    return [
      activating(place, "z / Σz, softmax without the exponentials,", (z) =>
        liftRows(z, z.shape, (row) => share(row, columnsOf(z))),
      ),
    ];
  },
};
