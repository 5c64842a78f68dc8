import { allocate, requireOneDType } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { addLengths, formatShape } from "../shape.ts";
import { agreeButFor, placeBlocks } from "../strided.ts";
import { apply } from "../tensor.ts";
import { slice } from "./slice.ts";

/** One after the other along an axis. */
export const concat: Whole<{ axis: number }> = {
  name: "concat",
  result(inputs, { axis }) {
    const dtype = requireOneDType("concat", inputs.map((input) => input.dtype));
    const { shape } = first(inputs);
    const other = inputs.find((input) => !agreeButFor(axis, shape, input.shape));
    if (other) {
      throw new ShapeError(
        `concat: expected shapes that agree but for axis ${axis}, ` +
          `received ${formatShape(shape)} and ${formatShape(other.shape)}. Reshape one of them.`,
      );
    }
    const length = inputs.map((input) => input.shape[axis] ?? 0).reduce((a, b) => addLengths("concat", a, b));
    return { shape: shape.map((n, i) => (i === axis ? length : n)), dtype };
  },
  evaluate(inputs, { axis }, { shape, dtype }) {
    const out = allocate(dtype, shape.reduce((size, length) => size * length, 1));
    let at = 0;
    for (const input of inputs) {
      placeBlocks(out, shape, input.data, input.shape, axis, at);
      at += input.shape[axis] ?? 0;
    }
    return out;
  },
  gradient: (dy, y, ...inputs) => {
    const { axis } = attributesOf<{ axis: number }>(y);
    let at = 0;
    return inputs.map((input) => apply(slice, [dy], { axis, start: at, end: (at += input.shape[axis]!) }));
  },
};
