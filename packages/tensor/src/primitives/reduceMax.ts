import { attributesOf, type Whole } from "../primitive.ts";
import { reduced } from "../rules.ts";
import { type ReduceAttributes, largestOf, reduceInto, requireReducible } from "../strided.ts";

/** Largest element over axes, which stay with length 1; NaN if one of them is. */
export const reduceMax: Whole<"reduceMax", ReduceAttributes> = {
  name: "reduceMax",
  result(inputs, attributes) {
    requireReducible("reduceMax", inputs[0]!.shape, attributes.axes);
    return reduced.call(this, inputs, attributes);
  },
  evaluate: ([x], { axes }, result) => reduceInto(x!, axes, result, largestOf),
  // Elements that share the maximum share the gradient.
  gradient: (dy, y, x) => {
    const { axes } = attributesOf<ReduceAttributes>(y);
    const largest = x.equal(y);
    const shared = dy.div(largest.cast(dy.dtype).sum(axes, { keepDims: true }));
    return [largest.where(shared, 0)];
  },
};
