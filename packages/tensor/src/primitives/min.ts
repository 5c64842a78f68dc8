import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

/** The smaller of two; NaN if one of them is. */
export const min: Elementwise = { name: "min", result: numeric, scalar: () => (a, b) => Math.min(a, b) };
