import { type Box, columnsOf, multiply, rowsOf } from "../box.ts";
import { type Calculation, type Operands, type Term, withOperand } from "../calculation.ts";
import { termRange } from "../backward.ts";
import { type Cell, type Place, type Rule, type Slip, slip } from "./mistake.ts";

export const sameShape = (a: Box, b: Box): boolean =>
  a.shape.length === b.shape.length && a.shape.every((length, axis) => length === b.shape[axis]);

/** The rule that uses another table for an operand, if there is such an operand and the table has its shape. */
export function swapped({ calculation }: Place, role: string, box: Box | undefined, says: string): Rule[] {
  const operand = calculation.operands[role];
  return operand && box && sameShape(operand, box) ? [{ says, calculation: withOperand(calculation, role, box) }] : [];
}

/** The rule that makes something else of the pre-activations; what is dropped stays dropped. */
export function activating({ calculation }: Place, says: string, f: (z: Box) => Box): Rule {
  const compute = ({ z, mask }: Operands): Box => (mask ? multiply(f(z!), mask) : f(z!));
  return { says, calculation: { ...calculation, compute } };
}

export const isSquare = (box: Box): boolean => box.shape.length === 2 && rowsOf(box) === columnsOf(box);

interface Addend {
  readonly term: Term;
  readonly low: number;
  readonly high: number;
}

// Every mistake looks at the same ones.
const known = new WeakMap<Calculation, Map<number, readonly Addend[]>>();

/** The addends of a cell with their values; none where the cell is no sum. */
export function addends({ calculation }: Place, { index }: Cell): readonly Addend[] {
  const { operands, terms } = calculation;
  const cells = known.get(calculation) ?? new Map<number, readonly Addend[]>();
  known.set(calculation, cells);
  const found =
    cells.get(index) ??
    (terms?.(operands, index) ?? []).map((term) => {
      const [low, high] = termRange(operands, term);
      return { term, low, high };
    });
  cells.set(index, found);
  return found;
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
