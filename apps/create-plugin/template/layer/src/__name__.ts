import { type Layer, ones, zeros } from "@chainrule/tensor";

/**
 * A gain and a shift for each feature: y = x·gain + shift, both learned. Put your own layer in its place.
 *
 * Input and output `[rows, …, features]`.
 */
export const __name__ = (): Layer => ({
  name: "__name__",
  init: (_key, inputShape, { dtype }) => {
    const features = [inputShape.at(-1)!];
    const parameters = { gain: ones(features, { dtype }), shift: zeros(features, { dtype }) };
    return { parameters, state: {}, outputShape: inputShape };
  },
  apply: ({ parameters, state }, x) => [x.mul(parameters["gain"]!).add(parameters["shift"]!), state],
});
