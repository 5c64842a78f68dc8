import type { Written } from "../sheet/types.ts";
import { type Cells, leavesOf, type Reading } from "./cells.ts";
import { type Base, evaluateTerm } from "./expression.ts";
import type { Judged } from "./judged.ts";

/**
 * Reads terms with their numbers put in; once for each way to read `log`.
 *
 * @param known - the numbers that stand on the sheet so far
 */
export function readTerms(
  written: Written | undefined,
  shape: readonly number[],
  known: ReadonlySet<number>,
): (Judged & { readonly ranges: readonly (readonly [number, number])[] })[] | Exclude<Reading, Cells> {
  if (written === undefined) return "missing";
  const leaves = leavesOf(written, shape);
  if (typeof leaves === "string") return leaves;
  const bases: Base[] = leaves.texts.some((text) => /log/i.test(text)) ? ["e", 10] : ["e"];
  const read = bases.flatMap((base) => {
    const ranges = leaves.texts.map((text) => evaluateTerm(text, (value) => known.has(value), base));
    if (!ranges.every((range) => range !== undefined)) return [];
    const numbers = leaves.texts.map((text, i) => ({ text, value: (ranges[i]![0] + ranges[i]![1]) / 2, unit: 1e-9 }));
    const fits = (low: number, high: number, cell: number): boolean => {
      const [from, to] = ranges[cell]!;
      const slack = 1e-9 * Math.max(1e-3, Math.abs(from), Math.abs(to));
      return !(low > to + slack || high < from - slack);
    };
    const { index, positions, scalar } = leaves;
    return [{ cells: { numbers, index, positions, scalar }, units: numbers.map(({ unit }) => unit), fits, ranges }];
  });
  return read.length > 0 ? read : "unreadable";
}

/** The numbers in terms that stand nowhere above, in words. */
export function strangers(texts: readonly string[], known: ReadonlySet<number>): string {
  const literals = texts
    .flatMap((text) => text.match(/-?\d*\.\d+/g) ?? [])
    .filter((literal) => {
      const value = Math.abs(Number(literal));
      return ![...known].some(
        (other) => Math.abs(Math.abs(other) - value) <= 10 ** -(literal.split(".")[1]?.length ?? 0),
      );
    });
  return literals.length === 0
    ? "no known mistake gives this term"
    : `${[...new Set(literals)].join(", ")} stands nowhere above`;
}
