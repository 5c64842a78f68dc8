import { log1p } from "../math/log.ts";
import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { arithmeticOf, floating } from "../rules.ts";

/** x·ln(1 + y), and 0 where x is 0 and y ≥ −1. */
export const xlog1py: Elementwise<"xlog1py"> = {
  name: "xlog1py",
  result: floating,
  loop(dtype) {
    const m = arithmeticOf(dtype);
    return each((x, y) => (x === 0 && y >= -1 ? 0 : m.mul(x, log1p(m, y))));
  },
  // 0 where x is 0, also at y = −1.
  gradient: (dy, _, x, y) => [dy.mul(y.log1p()), x.equal(0).where(0, dy.mul(x.div(y.add(1))))],
};
