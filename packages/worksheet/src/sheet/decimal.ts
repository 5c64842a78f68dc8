/** A number as somebody wrote it. */
export interface Decimal {
  /** As it stands on the sheet. */
  readonly text: string;
  readonly value: number;
  /** What one step of the last written digit is worth: 0.0001 for "0.0576". */
  readonly unit: number;
}

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

/**
 * Reads one written number: "0.0576", "-.5", "+3", "1.2e-3", "1.2·10^-3", "−0.5" (a typographic minus), "0,5".
 *
 * @returns undefined for what is not a finite number
 */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length > 64) return undefined;
  const plain = text
    .trim()
    .replace(/[−–]/g, "-")
    .replace(/\s*[·×x*]\s*10\s*(?:\^|\*\*)\s*\(?([+-]?\d+)\)?$/i, "e$1")
    .replace(/^([+-]?\d*),(\d+)/, "$1.$2");
  const match = pattern.exec(plain);
  if (!match) return undefined;
  const [, , whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  // 1.2345e-322 is a number, but 1e-326 would be 0.
  return { text, value, unit: Number(`1e${Number(exponent) - fraction.length}`) || Number.MIN_VALUE };
}
