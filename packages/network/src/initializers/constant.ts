import { finite, full, requireRange } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * One number everywhere, as for biases. As kernel of a hidden layer it leaves all of its units alike for ever.
 *
 * @throws ValueError unless the value is finite
 */
export function constant(value: number): Initializer {
  requireRange("constant", finite, { value });
  return (_key, shape, { dtype }) => full(shape, value, { dtype });
}
