import { tanh as compute } from "../math/sigmoid.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const tanh: Elementwise = { name: "tanh", result: floating, scalar: (dtype) => real(compute, dtype) };
