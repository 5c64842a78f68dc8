import { sizeOf } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/** All features of an example in one row: `[rows, 28, 28]` becomes `[rows, 784]`. */
export const flatten = (): Layer => ({
  name: "flatten",
  init: (_key, inputShape) => ({ parameters: {}, state: {}, outputShape: [sizeOf(inputShape)] }),
  apply: ({ state }, x) => [x.reshape([x.shape[0]!, sizeOf(x.shape.slice(1))]), state],
});
