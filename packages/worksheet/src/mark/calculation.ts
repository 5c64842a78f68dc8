import type { Family } from "../sheet/quantity.ts";
import type { Box } from "./box.ts";
import type { Chain } from "./chain.ts";

/** What goes into a calculation, by the part it plays: `left`, `weights`, `bias`, … */
export type Operands = Readonly<Record<string, Box>>;

/** A number that a term is made of: one cell of an operand. */
interface Factor {
  readonly role: string;
  readonly index: number;
}

/** One addend of a cell: `scale` times the product of its factors. */
export interface Term {
  readonly scale: number;
  readonly factors: readonly Factor[];
}

/** One step of the training step: what goes in, and what is made of it. Wrong rules change one or the other. */
export interface Calculation {
  readonly operands: Operands;
  /** Which quantity an operand is, by its canonical name. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly compute: (operands: Operands) => Box;
  /** The addends of a cell, where it is a sum of products. */
  readonly terms?: (operands: Operands, cell: number) => readonly Term[];
}

/** How the quantities of a kind follow from others, by the kind. */
export type Makers = Readonly<Partial<Record<Family, (chain: Chain, layer: number) => Calculation>>>;

// A calculation is looked at from many sides: on its own, under another mistake, as what others use.
const results = new WeakMap<Calculation, Box>();

export function resultOf(calculation: Calculation): Box {
  const found = results.get(calculation) ?? calculation.compute(calculation.operands);
  results.set(calculation, found);
  return found;
}

/**
 * What it may come to if all that goes in is known to the last bit of a double near 1, and no better: 1 − a has few
 * digits left where a is close to 1.
 */
export function inDoubles({ operands, compute }: Calculation): Box {
  const blurred = ({ shape, low, high }: Box): Box => ({
    shape,
    low: low.map((x) => x - grain * Math.max(1, Math.abs(x))),
    high: high.map((x) => x + grain * Math.max(1, Math.abs(x))),
  });
  return compute(Object.fromEntries(Object.entries(operands).map(([role, box]) => [role, blurred(box)])));
}

const grain = 2 ** -51;

/** The same with another operand. */
export const withOperand = (calculation: Calculation, role: string, box: Box): Calculation => ({
  ...calculation,
  operands: { ...calculation.operands, [role]: box },
});

/** The same with something done to the result. */
export const followedBy = (calculation: Calculation, f: (result: Box) => Box): Calculation => ({
  operands: calculation.operands,
  ...(calculation.sources && { sources: calculation.sources }),
  compute: (operands) => f(calculation.compute(operands)),
});
