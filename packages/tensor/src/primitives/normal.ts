import * as normal from "../math/normal.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";
import { apply } from "../tensor.ts";

export const normalPdf: Elementwise<"normalPdf"> = {
  name: "normalPdf",
  result: floating,
  loop: (dtype) => real(normal.normalPdf, dtype),
  gradient: (dy, y, x) => [dy.mul(x.mul(y)).neg()],
};

export const normalCdf: Elementwise<"normalCdf"> = {
  name: "normalCdf",
  result: floating,
  loop: (dtype) => real(normal.normalCdf, dtype),
  gradient: (dy, _, x) => [dy.mul(apply(normalPdf, [x]))],
};

export const erf: Elementwise<"erf"> = {
  name: "erf",
  result: floating,
  loop: (dtype) => real(normal.erf, dtype),
  // 2/√π e^(−x²) = 2√2 φ(√2 x).
  gradient: (dy, _, x) => [dy.mul(apply(normalPdf, [x.mul(Math.SQRT2)]).mul(2 * Math.SQRT2))],
};
