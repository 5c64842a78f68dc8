import { countFromOne, gather, requireRange } from "@chainrule/tensor";
import type { Initializer } from "../initializers/initializer.ts";
import { uniform } from "../initializers/uniform.ts";
import type { Layer } from "./layer.ts";

/**
 * A learned vector for each of a number of things, looked up by their number: `[rows, …]` of whole numbers becomes
 * `[rows, …, size]`.
 *
 * Numbers are int32, or floats that are cut off to whole ones. One that is out of range is an error when it
 * is looked up.
 *
 * @param count - how many things there are: numbers go from 0 to count − 1
 * @param size - length of a vector
 * @param options.table - where `[count, size]` begins; default uniform over ±0.05, as in Keras (PyTorch: normal with
 *   deviation 1)
 * @throws ValueError unless both are whole numbers, 1 or above
 */
export function embedding(
  count: number,
  size: number,
  { table = uniform() }: { readonly table?: Initializer } = {},
): Layer {
  requireRange("embedding", countFromOne, { count, size });
  return {
    name: "embedding",
    init: (key, inputShape, { dtype }) => ({
      parameters: { table: table(key, [count, size], { dtype }) },
      state: {},
      outputShape: [...inputShape, size],
    }),
    apply: ({ parameters, state }, x) => [gather(parameters["table"]!, x.cast("int32")), state],
  };
}
