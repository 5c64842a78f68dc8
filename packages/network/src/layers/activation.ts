import type { Activation } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/** A function as a layer of its own; `dense(units, f)` needs none. The shape stays. */
export const activation = (f: Activation): Layer => ({
  name: "activation",
  init: (_key, inputShape) => ({ parameters: {}, state: {}, outputShape: inputShape }),
  apply: ({ state }, x) => [f(x), state],
});
