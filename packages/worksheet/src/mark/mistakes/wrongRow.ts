import { columnsOf, rearrange, rowsOf } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const wrongRow: Mistake = {
  id: "wrong-row",
  aliases: ["wrong-example", "rows-swapped", "columns-swapped"],
  message: "A wrong row or column of a table was copied.",
  hint: "Put a finger on the row and the column that belong to this cell.",
  surprise: 2,
  rules: (place) =>
    Object.entries(place.calculation.operands).flatMap(([role, box]) => {
      const [rows, columns] = [rowsOf(box), columnsOf(box)];
      if (box.shape.length > 2 || rows * columns > 100) return [];
      const name = place.calculation.sources?.[role] ?? role;
      const taken = (of: number, a: number, b: number): number => (of === a ? b : of);
      const copies = [
        ...ordered(rows).map(([a, b]) => ({
          says: `row ${b + 1} of ${name} in place of row ${a + 1}`,
          box: rearrange(box, box.shape, (i) => taken(Math.floor(i / columns), a, b) * columns + (i % columns)),
        })),
        ...ordered(columns).map(([a, b]) => ({
          says: `column ${b + 1} of ${name} in place of column ${a + 1}`,
          box: rearrange(box, box.shape, (i) => i - (i % columns) + taken(i % columns, a, b)),
        })),
        ...Array.from({ length: rows > 1 ? rows : 0 }, (_, row) => ({
          says: `row ${row + 1} of ${name} for every example`,
          box: rearrange(box, box.shape, (i) => row * columns + (i % columns)),
        })),
        ...[1, rows - 1].map((by) => ({
          says: `${name} with its rows moved on`,
          box: rearrange(box, box.shape, (i) => (i + by * columns) % (rows * columns)),
        })),
      ];
      return [
        ...copies.flatMap(({ says, box: other }) => swapped(place, role, other, says)),
        ...pairs(rows).flatMap(([a, b]) =>
          swapped(
            place,
            role,
            rearrange(box, box.shape, (i) => exchange(Math.floor(i / columns), a, b) * columns + (i % columns)),
            `${name} with row ${b + 1} in place of row ${a + 1}`,
          ),
        ),
        ...pairs(columns).flatMap(([a, b]) =>
          swapped(
            place,
            role,
            rearrange(box, box.shape, (i) => i - (i % columns) + exchange(i % columns, a, b)),
            `${name} with column ${b + 1} in place of column ${a + 1}`,
          ),
        ),
      ];
    }),
};

const ordered = (n: number): [number, number][] =>
  pairs(n).flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ]);

const pairs = (n: number): [number, number][] =>
  Array.from({ length: n }, (_, a) =>
    Array.from({ length: n - a - 1 }, (_, k): [number, number] => [a, a + k + 1]),
  ).flat();

const exchange = (i: number, a: number, b: number): number => (i === a ? b : i === b ? a : i);
