import { aboveZero, countFromOne, refuse, requireRange, ShapeError } from "@chainrule/tensor";
import { featuresOf } from "./internal/features.ts";
import { momentsOf, scaled, scaledInit, type ScaledOptions, standardized } from "./internal/scaled.ts";
import type { Layer } from "./layer.ts";

/**
 * Splits the features (the last axis) of each example into groups and makes each group, over all positions, have mean 0
 * and variance 1; then scales and shifts each feature by learned numbers.
 *
 * One group over all is layer normalization with positions, a group for each feature is instance normalization.
 *
 * @param groups - number of groups, which divides the number of features
 * @param options.epsilon - above 0; default 1e-5, as in PyTorch (Keras: 1e-3)
 * @throws ValueError for options outside these; ShapeError if the groups do not divide the features
 * @see Wu & He, 2018. https://arxiv.org/abs/1803.08494
 */
export function groupNorm(groups: number, options: ScaledOptions = {}): Layer {
  const { epsilon = 1e-5 } = options;
  requireRange("groupNorm", countFromOne, { groups });
  requireRange("groupNorm", aboveZero, { epsilon });
  return {
    name: "groupNorm",
    init(_key, inputShape, { dtype }) {
      const features = featuresOf("groupNorm", inputShape);
      if (features % groups !== 0) {
        const cure = "Choose a number of groups that divides it.";
        refuse(ShapeError, "groupNorm", `a multiple of ${groups} features`, features, cure);
      }
      return { parameters: scaledInit(features, { dtype }, options), state: {}, outputShape: inputShape };
    },
    apply({ parameters, state }, x) {
      const split = x.reshape([...x.shape.slice(0, -1), groups, x.shape.at(-1)! / groups]);
      const axes = split.shape.map((_, axis) => axis).filter((axis) => axis !== 0 && axis !== split.rank - 2);
      const { mean, variance } = momentsOf(split, axes);
      return [scaled(standardized(split, mean, variance, epsilon).reshape(x.shape), parameters), state];
    },
  };
}
