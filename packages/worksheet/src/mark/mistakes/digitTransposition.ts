import { readDecimal } from "../../sheet/decimal.ts";
import { type Cell, type Mistake, slack, type Slip, slip } from "./mistake.ts";
import { addends, digitsOf, replaced, withFactor } from "./operand.ts";

export const digitTransposition: Mistake = {
  id: "digit-transposition",
  aliases: ["digits-swapped", "transposed-digits"],
  message: "Two digits next to each other were exchanged.",
  hint: "Compare digit by digit with where the number comes from.",
  surprise: 1,
  slips: (place, cell) => {
    const result = exchanged(padded(cell)).map((text) =>
      // Undone in what is written, the right value remains: so the right value with the same change is what is written.
      slip(
        `the right digits with two of them exchanged (${text} → ${cell.text})`,
        cell.value.low[cell.index]! + cell.written - numberOf(text) - slack(cell, numberOf(text)),
        cell.value.high[cell.index]! + cell.written - numberOf(text) + slack(cell, numberOf(text)),
      ),
    );
    const { operands, sources } = place.calculation;
    const copied = addends(place, cell).flatMap((old) =>
      old.term.factors.flatMap(({ role, index }, at): Slip[] => {
        const digits = digitsOf(operands[role]!.low[index]!, operands[role]!.high[index]!);
        return exchanged(digits ?? "").map((text) => {
          const [low, high] = withFactor(operands, old.term, at, numberOf(text));
          const copy = replaced(cell, old, low, high, `${text} in place of ${digits} from ${sources?.[role] ?? role}`);
          return { ...copy, ease: -0.6 };
        });
      }),
    );
    return [...result, ...copied];
  },
};

/** With the zeros at the end that were dropped. */
function padded({ text, unit }: Cell): string {
  const decimals = Math.round(-Math.log10(unit));
  if (decimals <= 0 || /e/i.test(text)) return text;
  const [whole = "", fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(Math.min(decimals, 20), "0")}`;
}

const numberOf = (text: string): number => readDecimal(text)?.value ?? NaN;

/** All ways to exchange two neighbouring digits that differ. */
function exchanged(text: string): string[] {
  return Array.from(text).flatMap((digit, i) => {
    // The point between two digits does not part them.
    const j = text[i + 1] === "." ? i + 2 : i + 1;
    const next = text[j] ?? "";
    if (!/\d/.test(digit) || !/\d/.test(next) || digit === next || /e/i.test(text.slice(0, i))) return [];
    return [text.slice(0, i) + next + text.slice(i + 1, j) + digit + text.slice(j + 1)];
  });
}
