import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const neg: Elementwise<"neg"> = {
  name: "neg",
  result: numeric,
  loop: () => each((a) => -a),
  gradient: (dy) => [dy.neg()],
};
