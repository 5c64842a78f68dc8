import { aboveZero, requireRange } from "@chainrule/tensor";
import { featuresOf } from "./internal/features.ts";
import { scaled, scaledInit } from "./internal/scaled.ts";
import type { Layer } from "./layer.ts";

/**
 * Divides the features (the last axis) of each example by their root mean square, then scales each by a learned number:
 * `layerNorm` without mean and shift.
 *
 * @param options.epsilon - added to the mean square, above 0; default 1e-6, as in Keras
 * @throws ValueError for an epsilon that is not above 0; ShapeError for examples without features
 * @see Zhang & Sennrich, 2019. https://arxiv.org/abs/1910.07467
 */
export function rmsNorm({ epsilon = 1e-6 }: { readonly epsilon?: number } = {}): Layer {
  requireRange("rmsNorm", aboveZero, { epsilon });
  return {
    name: "rmsNorm",
    init: (_key, inputShape, { dtype }) => ({
      parameters: scaledInit(featuresOf("rmsNorm", inputShape), { dtype }, { bias: false }),
      state: {},
      outputShape: inputShape,
    }),
    apply({ parameters, state }, x) {
      const square = x.square().mean(-1, { keepDims: true });
      return [scaled(x.div(square.add(epsilon).sqrt()), parameters), state];
    },
  };
}
