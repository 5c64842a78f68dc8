import type { Tensor } from "@chainrule/tensor";
import type { Layer } from "../layer.ts";

/** A layer that remembers nothing and keeps the shape. */
export const plain = (name: string, f: (x: Tensor) => Tensor): Layer => ({
  name,
  init: (_key, inputShape) => ({ parameters: {}, state: {}, outputShape: inputShape }),
  apply: ({ state }, x) => [f(x), state],
});
