import { countFromOne, requireRange } from "@chainrule/tensor";
import { dense, type DenseOptions } from "./dense.ts";
import type { Layer } from "./layer.ts";

/**
 * The largest of several linear functions of the input, for each unit its own: an activation that learns its form.
 *
 * @param units - number of outputs, at least 1
 * @param options.pieces - linear functions for each unit, at least 1; default 2
 * @param options.kernel - `[inputs, units · pieces]`, the pieces of a unit side by side. Default glorotUniform
 * @param options.bias - `[units · pieces]`, or false for none. Default zeros
 * @throws ValueError unless units and pieces are whole numbers, 1 or above
 * @see Goodfellow, Warde-Farley, Mirza, Courville & Bengio, 2013. https://arxiv.org/abs/1302.4389
 */
export function maxout(
  units: number,
  { pieces = 2, ...options }: DenseOptions & { readonly pieces?: number } = {},
): Layer {
  requireRange("maxout", countFromOne, { units, pieces });
  const linear = dense(units * pieces, undefined, options);
  return {
    name: "maxout",
    init: (...to) => ({ ...linear.init(...to), outputShape: [units] }),
    apply(memory, x, context) {
      const [y, state] = linear.apply(memory, x, context);
      return [y.reshape([x.shape[0]!, units, pieces]).reduceMax(-1), state];
    },
  };
}
