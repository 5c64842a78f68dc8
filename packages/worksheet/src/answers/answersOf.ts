import type { Worksheet } from "../layout/layout.ts";
import type { Answer } from "./answer.ts";
import { batch } from "./batch.ts";
import { bias } from "./bias.ts";
import { equalWeights } from "./equalWeights.ts";
import { saturated } from "./saturated.ts";
import { vanishing } from "./vanishing.ts";

/**
 * The questions that an explanation of back-propagation leaves open, answered on the net at hand.
 *
 * @param ids - which of them; default all. Vanishing and saturated are read off the sheet; the others lay out more
 */
export const answersOf = (worksheet: Worksheet, ids?: readonly Answer["id"][]): Answer[] =>
  Object.entries({ bias, batch, vanishing, saturated, "equal-weights": equalWeights })
    .filter(([id]) => !ids || ids.some((wanted) => wanted === id))
    .map(([, answer]) => answer(worksheet));
