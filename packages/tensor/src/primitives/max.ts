import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

/** The larger of two; NaN if one of them is. */
export const max: Elementwise = { name: "max", result: numeric, scalar: () => (a, b) => Math.max(a, b) };
