import { aboveZero, requireRange } from "@chainrule/tensor";
import { featuresOf } from "./internal/features.ts";
import { momentsOf, scaled, scaledInit, type ScaledOptions, standardized } from "./internal/scaled.ts";
import type { Layer } from "./layer.ts";

/**
 * Makes the features (the last axis) of each example have mean 0 and variance 1, then scales and shifts each by learned
 * numbers. The same in training and prediction, whatever else is in the batch.
 *
 * @param options.epsilon - above 0; default 1e-5, as in PyTorch (Keras: 1e-3)
 * @throws ValueError for an epsilon that is not above 0; ShapeError for examples without features
 * @see Ba, Kiros & Hinton, 2016. https://arxiv.org/abs/1607.06450
 */
export function layerNorm(options: ScaledOptions = {}): Layer {
  const { epsilon = 1e-5 } = options;
  requireRange("layerNorm", aboveZero, { epsilon });
  return {
    name: "layerNorm",
    init: (_key, inputShape, { dtype }) => ({
      parameters: scaledInit(featuresOf("layerNorm", inputShape), { dtype }, options),
      state: {},
      outputShape: inputShape,
    }),
    apply({ parameters, state }, x) {
      const { mean, variance } = momentsOf(x, [x.rank - 1]);
      return [scaled(standardized(x, mean, variance, epsilon), parameters), state];
    },
  };
}
