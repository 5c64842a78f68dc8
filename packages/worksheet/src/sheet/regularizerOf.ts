import { l1, l2, type Regularizer } from "@chainrule/network";
import { SheetError } from "./error.ts";
import type { SheetNet } from "./types.ts";

/**
 * What a sheet adds to the loss.
 *
 * @throws SheetError for a name that means nothing to us
 */
export function regularizerOf({ name, strength }: NonNullable<SheetNet["regularizer"]>): Regularizer {
  if (name === "l1") return l1(strength);
  if (name === "l2") return l2(strength);
  throw new SheetError(`readSheet: expected regularizer l1 or l2, received ${name}. Write one of them.`);
}
