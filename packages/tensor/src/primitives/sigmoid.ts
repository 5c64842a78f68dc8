import { sigmoid as compute } from "../math/sigmoid.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const sigmoid: Elementwise = { name: "sigmoid", result: floating, scalar: (dtype) => real(compute, dtype) };
