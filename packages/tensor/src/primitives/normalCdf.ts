import { normalCdf as compute } from "../math/normal.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const normalCdf: Elementwise = { name: "normalCdf", result: floating, scalar: (dtype) => real(compute, dtype) };
