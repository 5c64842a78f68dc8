import { cos as cosine, sin as sine } from "../math/sine.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";
import { apply } from "../tensor.ts";

export const sin: Elementwise<"sin"> = {
  name: "sin",
  result: floating,
  loop: (dtype) => real(sine, dtype),
  gradient: (dy, _, x) => [dy.mul(apply(cos, [x]))],
};

export const cos: Elementwise<"cos"> = {
  name: "cos",
  result: floating,
  loop: (dtype) => real(cosine, dtype),
  gradient: (dy, _, x) => [dy.mul(apply(sin, [x])).neg()],
};
