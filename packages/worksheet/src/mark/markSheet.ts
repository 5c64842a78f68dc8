import { SheetError } from "../sheet/error.ts";
import type { Sheet } from "../sheet/types.ts";
import { Marker } from "./marker.ts";
import type { Marking } from "./marking.ts";

/** Somebody who shortens numbers within a step does it more often than one makes mistakes that look like it. */
const mostLoose = 2;

/**
 * Marks a calculation: each step is judged from the learner's own earlier numbers.
 *
 * A step is right if the digits follow from the earlier ones as written, or from the numbers in full precision behind
 * them. Where many steps follow only from numbers shortened once more on the way, that is how this sheet was written,
 * and all of them are called rounded; one or two among steps that follow exactly are mistakes.
 *
 * @param sheet - as `readSheet` gives it
 * @throws SheetError for a sheet without steps, and an optimizer or a regularizer that means nothing to us
 */
export function markSheet(sheet: Sheet): Marking {
  if (sheet.steps.length === 0) {
    throw new SheetError("markSheet: expected a sheet with steps, received one without. Write down what you computed.");
  }
  return new Marker(sheet, { mostLoose }).mark() ?? new Marker(sheet, { mostLoose: Infinity }).mark()!;
}
