import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

export const div: Elementwise = { name: "div", result: floating, scalar: () => (a, b) => a / b };
