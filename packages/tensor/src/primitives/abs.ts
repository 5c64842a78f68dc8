import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const abs: Elementwise = { name: "abs", result: numeric, scalar: () => Math.abs };
