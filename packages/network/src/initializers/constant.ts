import { full } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";
import { requireFinite } from "./internal/requireFinite.ts";

/**
 * One number everywhere, as for biases. As kernel of a hidden layer it leaves all of its units alike for ever.
 *
 * @throws ValueError unless the value is finite
 */
export function constant(value: number): Initializer {
  requireFinite("constant", { value });
  return (_key, shape, { dtype }) => full(shape, value, { dtype });
}
