import type { Worksheet } from "../layout/layout.ts";
import type { Answer } from "./answer.ts";
import { batch } from "./batch.ts";
import { bias } from "./bias.ts";
import { equalWeights } from "./equalWeights.ts";
import { saturated } from "./saturated.ts";
import { vanishing } from "./vanishing.ts";

/** The questions that an explanation of back-propagation leaves open, answered on the net at hand. */
export const answersOf = (worksheet: Worksheet): Answer[] =>
  [bias, batch, vanishing, saturated, equalWeights].map((answer) => answer(worksheet));
