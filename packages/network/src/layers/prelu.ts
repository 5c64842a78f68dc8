import { constant } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { featuresOf } from "./internal/features.ts";
import type { Layer } from "./layer.ts";

/**
 * Parametric relu: x above zero, slope · x below, with a learned slope for each feature (the last axis).
 *
 * @param options.slope - where `[features]` begins; default 0.25, as in the paper and PyTorch (Keras: 0). PyTorch has
 *   one
 *   slope for all features unless told, Keras one for each position too
 * @throws ShapeError for examples without features
 * @see He, Zhang, Ren & Sun, 2015. https://arxiv.org/abs/1502.01852
 */
export function prelu({ slope = constant(0.25) }: { readonly slope?: Initializer } = {}): Layer {
  return {
    name: "prelu",
    init: (key, inputShape, { dtype }) => ({
      parameters: { slope: slope(key, [featuresOf("prelu", inputShape)], { dtype }) },
      state: {},
      outputShape: inputShape,
    }),
    apply: ({ parameters, state }, x) => [x.max(0).add(x.min(0).mul(parameters["slope"]!)), state],
  };
}
