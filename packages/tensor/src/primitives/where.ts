import { requireOneDType } from "../dtype.ts";
import { DTypeError, refuse } from "../errors.ts";
import type { Elementwise } from "../primitive.ts";
import { broadcastAll } from "../rules.ts";

/** The second input where the first is true, the third elsewhere. */
export const where: Elementwise<"where"> = {
  name: "where",
  result(inputs) {
    const [condition, ...choices] = inputs;
    if (condition!.dtype !== "bool") {
      refuse(
        DTypeError,
        "where",
        "a bool condition",
        condition!.dtype,
        "Compare first, as in x.greater(0).where(x, 0).",
      );
    }
    return broadcastAll("where", inputs, requireOneDType("where", choices));
  },
  loop:
    () =>
    (out, [condition, step], [a, da], [b, db]) => {
      for (let i = 0; i < out.length; i++) out[i] = condition[i * step] ? a[i * da]! : b[i * db]!;
    },
  gradient: (dy, _, condition) => [undefined, condition.where(dy, 0), condition.where(0, dy)],
};
