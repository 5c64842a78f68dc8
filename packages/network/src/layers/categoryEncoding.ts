import { countFromOne, oneHot, refuse, requireRange, ValueError } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/**
 * Numbers of categories as zeros and ones: `[rows, n]` becomes `[rows, categories]`, with a 1 for each category that is
 * named, or how often it is. For a single number a row that is one-hot.
 *
 * Numbers come in the dtype of the network and are cut off to whole ones; one out of range counts for none.
 *
 * @param categories - how many there are: numbers go from 0 to categories − 1
 * @param options.output - `"multiHot"` (default), `"count"`, or `"oneHot"`: `[rows, n, categories]`, each for itself
 * @throws ValueError unless the categories are a whole number, 1 or above, and for another output
 */
export function categoryEncoding(
  categories: number,
  { output = "multiHot" }: { readonly output?: "multiHot" | "count" | "oneHot" } = {},
): Layer {
  requireRange("categoryEncoding", countFromOne, { categories });
  if (!["multiHot", "count", "oneHot"].includes(output)) {
    refuse(ValueError, "categoryEncoding", 'output "multiHot", "count" or "oneHot"', output, "Pass one of them.");
  }
  return {
    name: "categoryEncoding",
    init: (_key, inputShape) => ({
      parameters: {},
      state: {},
      outputShape: output === "oneHot" ? [...inputShape, categories] : [...inputShape.slice(0, -1), categories],
    }),
    apply({ state }, x) {
      const each = oneHot(x.cast("int32"), categories, { dtype: x.dtype });
      if (output === "oneHot" || x.rank < 2) return [each, state];
      return [output === "count" ? each.sum(-2) : each.reduceMax(-2), state];
    },
  };
}
