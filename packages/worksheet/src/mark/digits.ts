import type { Decimal } from "../sheet/decimal.ts";

/** How a whole sheet writes its numbers: so many decimals, so many significant digits, or now so, now so. */
export interface Style {
  readonly decimals: number | undefined;
  readonly significant: number | undefined;
  /** What six in ten numbers have at most, whatever the style. */
  readonly usualDecimals: number;
  /** No number with a fraction has more significant digits than this. */
  readonly mostSignificant: number;
}

const manyDigits = 7;

/** The style that nearly all numbers follow; whole numbers and dropped zeros at the end speak against none. */
export function styleOf(numbers: readonly Decimal[]): Style {
  const fractions = numbers
    .filter(({ unit }) => unit < 1)
    .map((number) => ({
      decimals: Math.round(-Math.log10(number.unit)),
      significant: significantDigits(number),
      zero: number.value === 0,
    }));
  const counts = fractions.map(({ decimals }) => decimals).toSorted((a, b) => a - b);
  return {
    mostSignificant: Math.max(0, ...fractions.map(({ significant }) => significant)) || manyDigits,
    usualDecimals: counts[Math.floor(counts.length * 0.6)] ?? 4,
    decimals: common(fractions.map(({ decimals }) => decimals)),
    significant: common(fractions.filter(({ zero }) => !zero).map(({ significant }) => significant)),
  };
}

/** The usual count: few may have more, some fewer, where zeros at the end were dropped. */
function common(counts: readonly number[]): number | undefined {
  if (counts.length < 5) return undefined;
  const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length * 0.6)]!;
  const share = (fits: (count: number) => boolean): number => counts.filter(fits).length / counts.length;
  return share((count) => count === usual) >= 0.7 && share((count) => count > usual) <= 0.1 ? usual : undefined;
}

function significantDigits({ value, unit }: Decimal): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value) / unit) + 1e-9) + 1;
}

/** What one step of the last digit is worth, counting zeros that the style would have dropped. */
export function unitOf(number: Decimal, { decimals, significant, mostSignificant }: Style): number {
  const place = decimals === undefined ? undefined : Number(`1e${-decimals}`);
  // What is written with a power of ten ends where it says.
  const byPlace = place !== undefined && /[e^*]/i.test(number.text) && place < number.unit ? undefined : place;
  // Zero has no leading digit: among significant digits it is meant exactly.
  if (number.value === 0) return Math.min(number.unit, byPlace ?? (significant === undefined ? 1e-3 : 1e-6));
  // Zeros at the end of a whole number may be digits, or only hold the place.
  const own = Math.max(number.unit, 10 ** (/^[+-−–]?\d*[1-9](0+)$/.exec(number.text.trim())?.[1]?.length ?? -400));
  // Nobody misses a digit after seven: the last one was left off, or is a zero, and both are right.
  if (significantDigits({ ...number, unit: own }) >= manyDigits) return own;
  // A whole number is exact, or rounded no more coarsely than what one calculates with.
  const digits = significant ?? ((byPlace === undefined && number.unit >= 1) || own >= 100 ? 3 : undefined);
  const leading = Math.floor(Math.log10(Math.abs(number.value)) + 1e-9);
  const byDigits = digits === undefined ? undefined : Number(`1e${leading - digits + 1}`);
  // Nor more digits than the sheet has anywhere: 2456 among numbers of four digits, most of which have two decimals.
  const bySheet = Number(`1e${leading - Math.max(mostSignificant, 3) + 1}`);
  // A sheet may seem to follow both: then the coarser one accuses nobody.
  return Math.min(own, Math.max(byPlace ?? byDigits ?? number.unit, byDigits ?? 0, bySheet));
}

/** The numbers that may stand behind written digits, whether they were rounded or cut off. */
export function rangeOf({ value }: Decimal, unit: number): readonly [low: number, high: number] {
  // What is computed and what is written in binary differ by a hair; a tie may have been rounded either way.
  const slack = 1e-5 * unit + 4e-15 * Math.max(Math.abs(value), 0.25);
  if (value === 0) return [-unit - slack, unit + slack];
  const inner = Math.abs(value) - unit / 2 - slack;
  const outer = Math.abs(value) + unit + slack;
  return value > 0 ? [inner, outer] : [-outer, -inner];
}
