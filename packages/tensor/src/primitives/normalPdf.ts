import { normalPdf as compute } from "../math/normal.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const normalPdf: Elementwise = { name: "normalPdf", result: floating, scalar: (dtype) => real(compute, dtype) };
