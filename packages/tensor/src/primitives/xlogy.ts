import { log } from "../math/log.ts";
import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { arithmeticOf, floating } from "../rules.ts";

/** x·ln y, and 0 where x is 0 and y ≥ 0: the limit that entropies mean by 0·ln 0. */
export const xlogy: Elementwise<"xlogy"> = {
  name: "xlogy",
  result: floating,
  loop(dtype) {
    const m = arithmeticOf(dtype);
    return each((x, y) => (x === 0 && y >= 0 ? 0 : m.mul(x, log(m, y))));
  },
  // 0 where x is 0, also at y = 0.
  gradient: (dy, _, x, y) => [dy.mul(y.log()), x.equal(0).where(0, dy.mul(x.div(y)))],
};
