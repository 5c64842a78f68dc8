import { type Box, columnsOf, rowsOf } from "../box.ts";
import { type Operands, type Term, withOperand } from "../calculation.ts";
import { termRange } from "../backward.ts";
import { type Cell, type Place, type Rule, type Slip, slip } from "./mistake.ts";

export const sameShape = (a: Box, b: Box): boolean => a.shape.join() === b.shape.join();

/** The rule that uses another table for an operand, if there is such an operand and the table has its shape. */
export function swapped({ calculation }: Place, role: string, box: Box | undefined, says: string): Rule[] {
  const operand = calculation.operands[role];
  return operand && box && sameShape(operand, box) ? [{ says, calculation: withOperand(calculation, role, box) }] : [];
}

export const isSquare = (box: Box): boolean => box.shape.length === 2 && rowsOf(box) === columnsOf(box);

/** The addends of a cell with their values; none where the cell is no sum. */
export function addends(
  { calculation: { operands, terms } }: Place,
  { index }: Cell,
): { term: Term; low: number; high: number }[] {
  return (terms?.(operands, index) ?? []).map((term) => {
    const [low, high] = termRange(operands, term);
    return { term, low, high };
  });
}

/** The cell as it would be if one addend were another. */
export function replaced(
  { value, index }: Cell,
  old: { low: number; high: number },
  low: number,
  high: number,
  says: string,
): Slip {
  return slip(says, value.low[index]! - old.low + low, value.high[index]! - old.high + high, { within: true });
}

/** A term with another number for one of its factors: what it is then. */
export function withFactor(
  operands: Operands,
  { scale, factors }: Term,
  at: number,
  factor: number,
): readonly [number, number] {
  return termRange(operands, { scale: scale * factor, factors: factors.filter((_, i) => i !== at) });
}

/** A number as people write it, short enough to be misread; undefined for an uncertain or long one. */
export function digitsOf(low: number, high: number): string | undefined {
  if (low !== high) return undefined;
  const text = String(low);
  return text.length <= 12 && !text.includes("e") ? text : undefined;
}
