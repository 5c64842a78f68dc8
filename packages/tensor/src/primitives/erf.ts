import { erf as compute } from "../math/normal.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const erf: Elementwise = { name: "erf", result: floating, scalar: (dtype) => real(compute, dtype) };
