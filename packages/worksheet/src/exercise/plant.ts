import { styleOf } from "../mark/digits.ts";
import type { Box } from "../mark/box.ts";
import { resultOf } from "../mark/calculation.ts";
import type { Chain } from "../mark/chain.ts";
import { markSheet } from "../mark/markSheet.ts";
import { mistakes } from "../mark/mistakes/index.ts";
import { Page } from "../mark/page.ts";
import { ownRules } from "../mark/rules.ts";
import type { SheetJson } from "../sheet/json.ts";
import { readQuantity } from "../sheet/quantity.ts";
import type { Sheet } from "../sheet/types.ts";
import { Draws } from "./draws.ts";

/** A sheet with one mistake in it. */
export interface Plant {
  readonly sheet: SheetJson;
  /** Id of the step where the mistake was made. */
  readonly step: string;
  /** Id of the mistake. */
  readonly mistake: string;
}

/**
 * Plants a mistake that can be found: the marker names this one first, in this step.
 *
 * @param names - the quantities of the sheet
 * @param sheetOf - the sheet that somebody writes who computes in this way
 */
export function plant(
  seed: number,
  truth: Chain,
  names: readonly string[],
  sheetOf: (chain: Chain) => Sheet,
  written: (chain: Chain) => SheetJson,
): Plant {
  // Not the draws that made the net.
  const draws = new Draws(~seed);
  for (const step of draws.shuffled(names)) {
    const quantity = readQuantity(step)!;
    const place = { quantity, chain: truth, calculation: truth.calculation(quantity) };
    const rules = draws.shuffled(ownRules(place, mistakes));
    for (const mistake of draws.shuffled([...new Set(rules.map((rule) => rule.mistake))])) {
      const rule = rules.find((candidate) => candidate.mistake === mistake)!;
      const value = resultOf(rule.calculation);
      if (!value.low.every(Number.isFinite)) continue;
      const chain = from(truth, step, value);
      const { firstWrong, steps } = markSheet(sheetOf(chain));
      const found = steps.find(({ id }) => id === firstWrong);
      if (found?.id === step && found.mistakes[0]!.id === mistake.id) {
        return { sheet: written(chain), step, mistake: mistake.id };
      }
    }
  }
  // No net is so small that the sign of its first step cannot be lost.
  throw new Error("no mistake can be planted");
}

/** Everything that follows from a wrong value. */
const from = ({ net }: Chain, name: string, value: Box): Chain =>
  new Page(net, styleOf([])).taking(new Map([[name, value]]));
