import { formatShape, refuse, requireRange, type Shape, ShapeError, sizeOf, countFromOne } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/**
 * The same numbers of each example in another shape, in their order: `reshape([28, 28])` for rows of 784.
 *
 * @param shape - of one example, without the rows
 * @throws ValueError for lengths that are no whole numbers above 0; ShapeError if it holds more or fewer numbers
 */
export function reshape(shape: Shape): Layer {
  requireRange("reshape", countFromOne, Object.fromEntries(shape.map((length, axis) => [`length ${axis}`, length])));
  return {
    name: "reshape",
    init(_key, inputShape) {
      if (sizeOf(shape) === sizeOf(inputShape)) return { parameters: {}, state: {}, outputShape: shape };
      const expected = `a shape of ${sizeOf(inputShape)} numbers, as ${formatShape(inputShape)} has`;
      return refuse(ShapeError, "reshape", expected, formatShape(shape), "Change the shape.");
    },
    apply: ({ state }, x) => [x.reshape([x.shape[0]!, ...shape]), state],
  };
}
