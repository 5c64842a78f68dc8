import { sin as compute } from "../math/sine.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const sin: Elementwise = { name: "sin", result: floating, scalar: (dtype) => real(compute, dtype) };
