import { type Mistake } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";

export const termOmitted: Mistake = {
  id: "term-omitted",
  aliases: ["sum-slip", "product-omitted"],
  message: "A term of the sum was left out, or counted twice.",
  hint: "Count the terms of this sum.",
  surprise: 1.7,
  slips: (place, cell) => {
    const terms = addends(place, cell);
    if (terms.length < 2) return [];
    return terms.flatMap((old, k) => [
      replaced(cell, old, 0, 0, `the sum without term ${k + 1}`),
      replaced(cell, old, 2 * old.low, 2 * old.high, `the sum with term ${k + 1} counted twice`),
    ]);
  },
};
