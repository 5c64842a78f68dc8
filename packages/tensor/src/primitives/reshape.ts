import { refuse, ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { formatShape, product, requireShape, type Shape } from "../shape.ts";

/** The same elements in row-major order under another shape. */
export const reshape: Whole<"reshape", { shape: Shape }> = {
  name: "reshape",
  result([x], { shape }) {
    const unknown = (lengths: Shape): number => lengths.filter((length) => length < 0).length;
    const fits = product(x!.shape) === product(requireShape("reshape", shape)) && unknown(x!.shape) === unknown(shape);
    if (!fits) {
      const expected = `a shape of as many elements as ${formatShape(x!.shape)}`;
      refuse(
        ShapeError,
        "reshape",
        expected,
        formatShape(shape),
        "The product of the lengths must stay the same; −1 counts rows.",
      );
    }
    return { shape, dtype: x!.dtype };
  },
  evaluate: ([x]) => x!.data,
  gradient: (dy, _, x) => [dy.reshape(x.shape)],
};
