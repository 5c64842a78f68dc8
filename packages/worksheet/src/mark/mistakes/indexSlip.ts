import { termRange } from "../backward.ts";
import { type Box, columnsOf } from "../box.ts";
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
        return neighbours(box, index).flatMap((other): Slip[] => {
          if (other === index || box.low[other] === box.low[index]) return [];
          const factors = old.term.factors.map((factor, i) => (i === at ? { role, index: other } : factor));
          const [low, high] = termRange(operands, { scale: old.term.scale, factors });
          const name = `${sources?.[role] ?? role}[${Math.floor(other / columns) + 1},${(other % columns) + 1}]`;
          return [replaced(cell, old, low, high, `term ${k + 1} with ${name}`)];
        });
      }),
    );
  },
};

/** More numbers than this, and one of them gives any digits by accident. */
const most = 64;

/** Where a number may come from by mistake: its table, or as much of a large one as one looks at together. */
function neighbours({ low, shape }: Box, index: number): number[] {
  const columns = shape.at(-1)!;
  const size = low.length <= most ? low.length : shape.length > 2 ? shape.at(-2)! * columns : columns;
  const start = index - (index % size);
  return size <= most ? Array.from({ length: size }, (_, i) => start + i) : [];
}
