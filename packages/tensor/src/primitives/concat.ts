import { allocate, requireOneDType } from "../dtype.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { addLengths, product } from "../shape.ts";
import { placeBlocks, requireAlikeBut, withLength } from "../strided.ts";
import { apply } from "../tensor.ts";
import { slice } from "./slice.ts";

/** One after the other along an axis. */
export const concat: Whole<"concat", { axis: number }> = {
  name: "concat",
  result(inputs, { axis }) {
    const dtype = requireOneDType("concat", inputs);
    const { shape } = inputs[0]!;
    for (const input of inputs) requireAlikeBut("concat", axis, shape, input.shape);
    const length = inputs.map((input) => input.shape[axis]!).reduce((a, b) => addLengths("concat", a, b));
    return { shape: withLength(shape, axis, length), dtype };
  },
  evaluate(inputs, { axis }, { shape, dtype }) {
    const out = allocate(dtype, product(shape));
    let at = 0;
    for (const input of inputs) {
      placeBlocks(out, shape, input, axis, at);
      at += input.shape[axis]!;
    }
    return out;
  },
  gradient: (dy, y, ...inputs) => {
    const { axis } = attributesOf<{ axis: number }>(y);
    let at = 0;
    return inputs.map((input) => apply(slice, [dy], { axis, start: at, end: (at += input.shape[axis]!) }));
  },
};
