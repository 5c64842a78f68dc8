import { aboveZero, belowOne, ones, requireRange, zeros } from "@chainrule/tensor";
import { featuresOf } from "./internal/features.ts";
import { momentsOf, scaled, scaledInit, type ScaledOptions, standardized } from "./internal/scaled.ts";
import type { Layer } from "./layer.ts";

/**
 * Makes each feature (the last axis) have mean 0 and variance 1 over the batch, then scales and shifts it by learned
 * numbers; in prediction it takes the running mean and variance of the training instead.
 *
 * What runs on goes `momentum` · old + (1 − momentum) · batch, as in Keras; PyTorch's momentum is 1 − ours. The running
 * variance is that of the population the batch is a sample of (n − 1), as in PyTorch; Keras divides by n.
 *
 * @param options.momentum - share of the old that stays, from 0 up to, not including, 1. Default 0.9 (PyTorch's 0.1;
 *   Keras has 0.99)
 * @param options.epsilon - above 0; default 1e-5, as in PyTorch (Keras: 1e-3)
 * @throws ValueError for options outside these; ShapeError for examples without features
 * @see Ioffe & Szegedy, 2015. https://arxiv.org/abs/1502.03167
 */
export function batchNorm(options: ScaledOptions & { readonly momentum?: number } = {}): Layer {
  const { momentum = 0.9, epsilon = 1e-5 } = options;
  requireRange("batchNorm", belowOne, { momentum });
  requireRange("batchNorm", aboveZero, { epsilon });
  return {
    name: "batchNorm",
    init(_key, inputShape, { dtype }) {
      const features = featuresOf("batchNorm", inputShape);
      return {
        parameters: scaledInit(features, { dtype }, options),
        state: { mean: zeros([features], { dtype }), variance: ones([features], { dtype }) },
        outputShape: inputShape,
      };
    },
    apply({ parameters, state }, x, { training }) {
      const running = { mean: state["mean"]!, variance: state["variance"]! };
      if (!training) return [scaled(standardized(x, running.mean, running.variance, epsilon), parameters), state];
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const { mean, variance } = momentsOf(x, axes);
      const count = x.count(axes);
      // A batch of a single value has no such variance: it counts with 0.
      const sample = variance.mul(count.div(count.sub(1).max(1)));
      const next = (old: typeof mean, now: typeof mean) =>
        old.mul(momentum).add(now.reshape(old.shape).mul(1 - momentum));
      return [
        scaled(standardized(x, mean, variance, epsilon), parameters),
        { mean: next(running.mean, mean), variance: next(running.variance, sample) },
      ];
    },
  };
}
