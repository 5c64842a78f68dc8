/** How somebody writes numbers down. */
export interface Pen {
  readonly style: "decimals" | "significant";
  readonly digits: number;
  /** Cut off instead of rounded. */
  readonly cut: boolean;
  /** Small numbers as 1.23e-5. */
  readonly exponents: boolean;
  /** 0.5 for 0.5000. */
  readonly dropZeros: boolean;
}

/**
 * What a calculator with 13 digits and 15 decimals shows: the double nearest to 0.3 is a little less, and nobody cuts
 * that to 0.29; and what double precision leaves of 0.1 + 0.2 − 0.3 is 0.
 */
export const settle = (value: number): number => Number(Number(value.toFixed(15)).toPrecision(13)) + 0;

/** Writes a number as this pen does. */
export function write(value: number, pen: Pen): string {
  const shown = settle(value);
  const small = shown !== 0 && Math.abs(shown) < 1e-4;
  if (pen.style === "significant" && pen.exponents && small) return exponential(shown, pen);
  const places = pen.style === "decimals" ? pen.digits : Math.max(0, pen.digits - 1 - exponentOf(shown));
  const text = pen.cut ? cutOff(shown, places) : roundOff(shown, places);
  return pen.dropZeros && text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

const exponentOf = (value: number): number =>
  value === 0 ? 0 : Number(Math.abs(value).toExponential(12).split("e")[1]);

/** The decimals of the shortest text of a double: a tie or a boundary is one in decimal, as on paper. */
function decimalsOf(value: number): { sign: string; whole: string; fraction: string } {
  const [mantissa, exponent] = Math.abs(value).toExponential(12).split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const point = Number(exponent) + 1;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits;
  const at = Math.max(point, 1);
  return { sign: value < 0 ? "-" : "", whole: padded.slice(0, at).padEnd(at, "0"), fraction: padded.slice(at) };
}

function cutOff(value: number, places: number): string {
  const { sign, whole, fraction } = decimalsOf(value);
  return sign + whole + (places > 0 ? `.${fraction.slice(0, places).padEnd(places, "0")}` : "");
}

/** Half away from zero. */
function roundOff(value: number, places: number): string {
  const { sign, whole, fraction } = decimalsOf(value);
  const kept = whole + fraction.slice(0, places).padEnd(places, "0");
  const up = Number(fraction[places] ?? "0") >= 5;
  const digits = (BigInt(kept) + (up ? 1n : 0n)).toString().padStart(places + 1, "0");
  return sign + (places > 0 ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits);
}

function exponential(value: number, pen: Pen): string {
  const exponent = exponentOf(value);
  const mantissa = Number((value / 10 ** exponent).toPrecision(13));
  const text = pen.cut ? cutOff(mantissa, pen.digits - 1) : roundOff(mantissa, pen.digits - 1);
  return `${text}e${exponent}`;
}

/** What one step of the last written digit is worth. */
export function unitOf(text: string): number {
  const [mantissa, exponent] = text.split("e") as [string, string?];
  return 10 ** (Number(exponent ?? 0) - (mantissa.split(".")[1]?.length ?? 0));
}

/** Whether a number may have been written so, rounded or cut off; `slack` widens what it may have been. */
export function mayBe(text: string, value: number, slack = 0): boolean {
  const unit = unitOf(text);
  const written = Number(text);
  const toward = Math.abs(written) < unit / 2 ? 0 : Math.sign(written);
  const low = written - (toward === 1 ? 0.5 : 1) * unit;
  const high = written + (toward === -1 ? 0.5 : 1) * unit;
  const tiny = 1e-9 * unit;
  return value >= low - slack - tiny && value <= high + slack + tiny;
}
