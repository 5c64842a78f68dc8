import { ValueError } from "@chainrule/tensor";

/** How many digits are printed: significant ones, or decimals. */
export type Digits = { readonly significant: number } | { readonly decimals: number };

/**
 * The same digits, if numbers can be printed with them.
 *
 * @throws ValueError for anything but 1 to 17 significant digits, or 0 to 17 decimals
 */
export function requireDigits(digits: Digits): Digits {
  const [what, count, least] =
    "decimals" in digits
      ? (["decimals", digits.decimals, 0] as const)
      : (["significant digits", digits.significant, 1] as const);
  if (Number.isInteger(count) && count >= least && count <= 17) return digits;
  throw new ValueError(`render: expected ${least} to 17 ${what}, received ${count}. A double holds no more.`);
}

/**
 * A number without its sign, in plain digits where that is short; what the decimals would make 0, by its first digits.
 *
 * @param isWhole - whether it is one of those that count, such as the number of a step: without decimals
 */
export function printSize(size: number, digits: Digits, isWhole = false): string {
  if ("decimals" in digits && !(isWhole && size < 1e15)) {
    const text = size.toFixed(digits.decimals);
    if (size === 0 || Number(text) !== 0) return text;
  }
  const significant = "decimals" in digits ? Math.max(digits.decimals, 1) : digits.significant;
  const rounded = isWhole && "decimals" in digits ? size : Number(size.toPrecision(significant));
  if (rounded !== 0 && (rounded < 1e-4 || rounded >= 1e15)) return rounded.toExponential().replace("+", "");
  return String(rounded);
}

/** A number with its sign, a typographic minus. */
export function printNumber(x: number, digits: Digits, isWhole = false): string {
  if (Number.isNaN(x)) return "NaN";
  const size = x === Infinity || x === -Infinity ? "∞" : printSize(Math.abs(x), digits, isWhole);
  return x < 0 && !/^[0.]+$/.test(size) ? `−${size}` : size;
}
