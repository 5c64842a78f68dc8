import { scale } from "../box.ts";
import { followedBy } from "../calculation.ts";
import { type Mistake, type Slip, slip } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";
import { farther } from "./rate.ts";

const powers = [1, -1, 2, -2, 3, -3];

export const decimalShift: Mistake = {
  id: "decimal-shift",
  aliases: ["decimal-place", "power-of-ten"],
  message: "The decimal point slipped.",
  hint: "Estimate the size of the number before you compute it.",
  surprise: 1.2,
  rules: (place) =>
    powers.flatMap((power) => [
      {
        says: `the point moved by ${Math.abs(power)} to the ${power > 0 ? "right" : "left"}`,
        calculation: followedBy(place.calculation, (result) => scale(result, 10 ** power)),
      },
      ...farther(place, 10 ** power, `a learning rate 10^${power} times as large`),
    ]),
  slips: (place, cell) => {
    // A shift leaves the digits as they are: where none is left to be seen, nothing speaks for it.
    if (cell.written === 0) return [];
    const whole = powers.map((power) => {
      // It may have slipped in the digits that were left: moved to the right, they mean less.
      const more = power > 0 ? cell.unit : 0;
      return slip(
        `the point moved by ${Math.abs(power)} to the ${power > 0 ? "right" : "left"}`,
        (cell.value.low[cell.index]! - more) * 10 ** power,
        (cell.value.high[cell.index]! + more) * 10 ** power,
      );
    });
    const terms = addends(place, cell);
    const inTerm = (power: number): Slip[] =>
      terms.map((old, k) =>
        replaced(cell, old, old.low * 10 ** power, old.high * 10 ** power, `term ${k + 1} times 10^${power}`),
      );
    return terms.length < 2 ? whole : [...whole, ...powers.slice(0, 4).flatMap(inTerm)];
  },
};
