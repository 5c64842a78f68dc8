import { termRange } from "../backward.ts";
import { columnsOf } from "../box.ts";
import { type Mistake, type Slip } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";

export const indexSlip: Mistake = {
  id: "index-slip",
  aliases: ["product-index-slip", "wrong-cell"],
  message: "A product took its number from the wrong cell.",
  hint: "Name the two neurons that each product connects.",
  surprise: 2.2,
  slips: (place, cell) => {
    const { operands, sources } = place.calculation;
    return addends(place, cell).flatMap((old, k) =>
      old.term.factors.flatMap(({ role, index }, at): Slip[] => {
        const box = operands[role]!;
        const columns = columnsOf(box);
        if (box.low.length > 64) return [];
        return Array.from(box.low, (value, other): Slip[] => {
          if (other === index || value === box.low[index]) return [];
          const factors = old.term.factors.map((factor, i) => (i === at ? { role, index: other } : factor));
          const [low, high] = termRange(operands, { scale: old.term.scale, factors });
          const name = `${sources?.[role] ?? role}[${Math.floor(other / columns) + 1},${(other % columns) + 1}]`;
          return [replaced(cell, old, low, high, `term ${k + 1} with ${name}`)];
        }).flat();
      }),
    );
  },
};
