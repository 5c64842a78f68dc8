import { type Cell, type Mistake, slack, type Slip, slip } from "./mistake.ts";
import { addends, digitsOf, replaced, withFactor } from "./operand.ts";

export const arithmeticSlip: Mistake = {
  id: "arithmetic-slip",
  aliases: ["calculation-slip", "digit-slip", "carry-slip"],
  message: "The way is right; a digit went wrong in the calculation.",
  hint: "Do this one cell again, slowly.",
  surprise: 3,
  mostCells: 2,
  slips: (place, cell) => {
    const { operands, sources } = place.calculation;
    const copied = addends(place, cell).flatMap((old) =>
      old.term.factors.flatMap(({ role, index }, at): Slip[] => {
        const digits = digitsOf(operands[role]!.low[index]!, operands[role]!.high[index]!);
        return misread(digits ?? "").map((text) => {
          const [low, high] = withFactor(operands, old.term, at, Number(text));
          return replaced(cell, old, low, high, `${text} in place of ${digits} from ${sources?.[role] ?? role}`);
        });
      }),
    );
    return [...digitOff(cell), ...copied];
  },
};

/** One digit is off: by 1 to 9 in one place. */
function digitOff(cell: Cell): Slip[] {
  const { value, index, unit, text, written } = cell;
  const [least, most] = [value.low[index]!, value.high[index]!];
  const size = Math.max(Math.abs(least), Math.abs(most), Math.abs(written), unit);
  const room = slack(cell, least);
  const isNear = (by: number): boolean =>
    least + by - room - 2 * unit <= written && written <= most + by + room + 2 * unit;
  const single = misread(text).map((other) => Number(other));
  return Array.from({ length: 14 }, (_, place) => unit * 10 ** place)
    .filter((step) => step <= size * 10)
    .flatMap((step) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((digit) =>
        [digit, -digit].flatMap((by) => {
          if (!isNear(by * step)) return [];
          // Where nothing was carried over, the other digits stand as they should: that is telling.
          const alone = single.some((other) => Math.abs(written - by * step - other) < unit / 100);
          const says = alone ? `one digit, off by ${digit},` : `a number off by ${digit} in one place`;
          const more = alone ? room : 0;
          return [slip(says, least + by * step - more, most + by * step + more, alone ? { ease: 1.6 } : {})];
        }),
      ),
    );
}

// The same numbers go into many cells. Filled as they are used, not beyond what a sheet holds.
const read = new Map<string, readonly string[]>();
const mostKept = 2000;

/** One digit read as another. */
function misread(text: string): readonly string[] {
  const known = read.get(text);
  if (known) return known;
  const found = Array.from(text).flatMap((digit, i) =>
    /[0-9]/.test(digit)
      ? Array.from("0123456789").flatMap((other) =>
          other === digit ? [] : [text.slice(0, i) + other + text.slice(i + 1)],
        )
      : [],
  );
  if (read.size >= mostKept) read.clear();
  read.set(text, found);
  return found;
}
