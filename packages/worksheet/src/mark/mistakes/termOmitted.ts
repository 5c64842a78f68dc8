import { rowsOf } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";

export const termOmitted: Mistake = {
  id: "term-omitted",
  aliases: ["sum-slip", "product-omitted"],
  message: "A term of the sum was left out, or counted twice.",
  hint: "Count the terms of this sum.",
  surprise: 1.7,
  slips: (place, cell) => {
    // A bias that is left out or counted twice is a mistake of its own.
    const terms = addends(place, cell).filter(({ term }) => term.factors[0]?.role !== "bias");
    if (terms.length < 2) return [];
    const { terms: table } = place.calculation.operands;
    const rows = place.quantity.family === "loss" && table && table.shape[0]! > 1 ? rowsOf(table) : 0;
    const ofRow = (row: number): { low: number; high: number } =>
      terms
        .slice((row * terms.length) / rows, ((row + 1) * terms.length) / rows)
        .reduce((sum, term) => ({ low: sum.low + term.low, high: sum.high + term.high }), { low: 0, high: 0 });
    const examples = Array.from({ length: rows }, (_, row) => [
      replaced(cell, ofRow(row), 0, 0, `the sum without example ${row + 1}`),
      replaced(cell, ofRow(row), 2 * ofRow(row).low, 2 * ofRow(row).high, `the sum with example ${row + 1} twice`),
    ]).flat();
    const single = terms.flatMap((old, k) => [
      replaced(cell, old, 0, 0, `the sum without term ${k + 1}`),
      replaced(cell, old, 2 * old.low, 2 * old.high, `the sum with term ${k + 1} counted twice`),
    ]);
    return [...examples, ...single];
  },
};
