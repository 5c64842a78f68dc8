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

/**
 * All wrong calculations of a step: its own, and those of what it uses without its being written.
 *
 * Somebody who goes from the error straight to delta makes the mistakes of the steps between on the way.
 *
 * @param written - names of what stands on the sheet: mistakes in it are reported there
 */
export function rulesAt(place: Place, known: readonly Mistake[], written: ReadonlySet<string>): NamedRule[] {
  const { chain, calculation } = place;
  const inner = Object.entries(calculation.sources ?? {}).flatMap(([role, name]) => {
    if (written.has(name) || chain.given(name)) return [];
    const quantity = readQuantity(name)!;
    const below: Place = { quantity, chain, calculation: chain.calculation(quantity) };
    return rulesAt(below, known, written).map((rule): NamedRule => {
      const value = resultOf(rule.calculation);
      return {
        mistake: rule.mistake,
        says: `${rule.says} in ${name}`,
        calculation: withOperand(calculation, role, value),
        inner: { name, value },
      };
    });
  });
  return [...ownRules(place, known), ...inner];
}
