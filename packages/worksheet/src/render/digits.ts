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

/** A number without its sign, in plain digits where that is short. */
export function printSize(size: number, digits: Digits): string {
  if ("decimals" in digits) return size.toFixed(digits.decimals);
  const rounded = Number(size.toPrecision(digits.significant));
  if (rounded !== 0 && (rounded < 1e-4 || rounded >= 1e15)) return rounded.toExponential().replace("+", "");
  return String(rounded);
}

/** A number with its sign, a typographic minus. */
export function printNumber(x: number, digits: Digits): string {
  if (Number.isNaN(x)) return "NaN";
  const size = x === Infinity || x === -Infinity ? "∞" : printSize(Math.abs(x), digits);
  return x < 0 && !/^[0.]+$/.test(size) ? `−${size}` : size;
}
