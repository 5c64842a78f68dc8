import { readQuantity } from "../sheet/quantity.ts";
import type { Box } from "./box.ts";
import { resultOf, withOperand } from "./calculation.ts";
import type { Mistake, Place, Rule } from "./mistakes/mistake.ts";

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
