import type { Activation } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";
import { shapeAfter } from "./shapeAfter.ts";

/** A function as a layer of its own; `dense(units, f)` needs none. */
export const activation = (f: Activation): Layer => ({
  name: "activation",
  init: (_key, inputShape, { dtype }) => ({
    parameters: {},
    state: {},
    outputShape: shapeAfter("activation", f, inputShape, dtype),
  }),
  apply: ({ state }, x) => [f(x), state],
});
