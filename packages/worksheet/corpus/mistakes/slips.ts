import { type Pen, write } from "../digits.ts";
import type { Kind } from "./kinds.ts";

/** One number gone wrong on the way to the paper; with `text`, it is the digits as they stand that went wrong. */
export interface Slip {
  readonly kind: Kind;
  readonly value: number;
  readonly text?: string;
}

/** The slips at one number: in the place of the point, in the order of two digits, by a little in one digit. */
export function* slips(right: number, pen: Pen): Generator<Slip> {
  const text = write(right, pen);
  const significant = significantPlaces(text);
  if (significant.length < 2) return;
  for (const factor of [10, 0.1]) yield { kind: "decimal-shift", value: right * factor };
  const shifted = shiftPoint(text);
  if (shifted !== undefined) yield { kind: "decimal-shift", value: Number(shifted), text: shifted };
  for (const [k, at] of significant.slice(0, -1).entries()) {
    const next = significant[k + 1]!;
    if (text[at] === text[next]) continue;
    const swapped = swap(text, at, next);
    yield { kind: "digit-transposition", value: Number(swapped), text: swapped };
  }
  // The last digit is left alone: there, a slip is hard to tell from rounding.
  for (const at of significant.slice(0, -1)) {
    const unit = placeValue(text, at);
    for (const by of [1, 2, 3, 4]) {
      yield { kind: "arithmetic-slip", value: right + by * unit };
      yield { kind: "arithmetic-slip", value: right - by * unit };
    }
  }
}

/** Where in the text the digits stand, from the first that is not 0. */
function significantPlaces(text: string): number[] {
  const end = text.includes("e") ? text.indexOf("e") : text.length;
  const digits = [...text.slice(0, end)].flatMap((c, i) => (/\d/.test(c) ? [i] : []));
  const first = digits.findIndex((i) => text[i] !== "0");
  return first < 0 ? [] : digits.slice(first);
}

function swap(text: string, i: number, j: number): string {
  const letters = [...text];
  [letters[i], letters[j]] = [letters[j]!, letters[i]!];
  return letters.join("");
}

/** 0.0576 as 0.576. */
const shiftPoint = (text: string): string | undefined => {
  const match = /^(-?)0\.0(\d{2,})$/.exec(text);
  return match ? `${match[1]}0.${match[2]}` : undefined;
};

function placeValue(text: string, at: number): number {
  const [mantissa, exponent] = text.split("e") as [string, string?];
  const point = mantissa.includes(".") ? mantissa.indexOf(".") : mantissa.length;
  const place = at < point ? point - 1 - at : point - at;
  return 10 ** (place + Number(exponent ?? 0));
}
