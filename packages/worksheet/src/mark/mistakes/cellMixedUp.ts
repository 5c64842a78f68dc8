import { type Mistake, slip } from "./mistake.ts";

export const cellMixedUp: Mistake = {
  id: "cell-mixed-up",
  aliases: ["cells-swapped", "wrong-cell-copied"],
  message: "The number belongs in another cell.",
  hint: "Which row and which column does this cell stand for?",
  surprise: 1.8,
  slips: (_, cell) =>
    cell.value.low.length > 100
      ? []
      : Array.from(cell.value.low, (low, i) =>
          i === cell.index ? [] : [slip(`cell ${i + 1} of the table`, low, cell.value.high[i])],
        ).flat(),
};
