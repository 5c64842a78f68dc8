import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

/** Square root, correctly rounded. */
export const sqrt: Elementwise = { name: "sqrt", result: floating, scalar: () => Math.sqrt };
