import { readQuantity } from "../sheet/quantity.ts";
import type { Box } from "./box.ts";
import { resultOf, withOperand } from "./calculation.ts";
import { type Cell, type Mistake, type Place, type Rule, type Slip } from "./mistakes/mistake.ts";
import { addends, replaced, withFactor } from "./mistakes/operand.ts";

/** A wrong calculation and the mistake that it is. */
export interface NamedRule extends Rule {
  readonly mistake: Mistake;
  /** Where it was made in a quantity that is not written: that quantity, as it then is. */
  readonly inner?: { readonly name: string; readonly value: Box };
}

/** The wrong calculations of a step itself. */
export const ownRules = (place: Place, known: readonly Mistake[]): NamedRule[] =>
  known.flatMap((mistake) => (mistake.rules?.(place) ?? []).map((rule): NamedRule => ({ ...rule, mistake })));

/** The wrong calculations of a step in which one mistake has been made already. */
const onTop = (place: Place, known: readonly Mistake[], first: Mistake): NamedRule[] =>
  ownRules(place, [first]).flatMap(({ calculation }) => ownRules({ ...place, calculation }, known));

/** Those of a step, and of what it uses without its being written, on top of a first mistake made in the same place. */
export const rulesOnTop = (
  place: Place,
  known: readonly Mistake[],
  written: ReadonlySet<string>,
  first: Mistake,
): NamedRule[] => [
  ...onTop(place, known, first),
  ...below(place, written, (inner) => rulesOnTop(inner, known, written, first)),
];

/**
 * All wrong calculations of a step: its own, and those of what it uses without its being written.
 *
 * Somebody who goes from the error straight to delta makes the mistakes of the steps between on the way.
 *
 * @param written - names of what stands on the sheet: mistakes in it are reported there
 */
export const rulesAt = (place: Place, known: readonly Mistake[], written: ReadonlySet<string>): NamedRule[] => [
  ...ownRules(place, known),
  ...below(place, written, (inner) => rulesAt(inner, known, written)),
];

/** Mistakes in what a step uses without its being written, carried into the step. */
function below(
  { chain, calculation }: Place,
  written: ReadonlySet<string>,
  rulesOf: (inner: Place) => readonly NamedRule[],
): NamedRule[] {
  return Object.entries(calculation.sources ?? {}).flatMap(([role, name]) => {
    if (written.has(name) || chain.given(name)) return [];
    const quantity = readQuantity(name)!;
    return rulesOf({ quantity, chain, calculation: chain.calculation(quantity) }).map((rule): NamedRule => {
      const value = resultOf(rule.calculation);
      return {
        mistake: rule.mistake,
        says: `${rule.says} in ${name}`,
        calculation: withOperand(calculation, role, value),
        inner: { name, value },
      };
    });
  });
}

/** What may have become of a cell: by a slip in itself, or in a number that it uses without its being written. */
export function slipsAt(place: Place, cell: Cell, mistake: Mistake, written: ReadonlySet<string>): Slip[] {
  const slips = mistake.slips;
  if (!slips) return [];
  const { chain, calculation } = place;
  const { operands, sources = {} } = calculation;
  const below = new Map(
    Object.entries(sources).flatMap(([role, name]): [string, Place][] => {
      if (written.has(name) || chain.given(name)) return [];
      const quantity = readQuantity(name)!;
      return [[role, { quantity, chain, calculation: chain.calculation(quantity) }]];
    }),
  );
  if (below.size === 0) return [...slips(place, cell)];
  const hidden = addends(place, cell).flatMap((old) =>
    old.term.factors.flatMap(({ role, index }, at): Slip[] => {
      const within = below.get(role);
      if (!within) return [];
      // Nobody sees its digits: slips in them find nothing here.
      const inner: Cell = { index, value: operands[role]!, text: "", written: NaN, unit: 0 };
      return slips(within, inner).map(({ low, high, says }) => {
        const ends = [low, high].flatMap((number) => withFactor(operands, old.term, at, number));
        return replaced(cell, old, Math.min(...ends), Math.max(...ends), `${says} in ${sources[role]}`);
      });
    }),
  );
  return [...slips(place, cell), ...hidden];
}
