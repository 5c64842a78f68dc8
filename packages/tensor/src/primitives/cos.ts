import { cos as compute } from "../math/sine.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const cos: Elementwise = { name: "cos", result: floating, scalar: (dtype) => real(compute, dtype) };
