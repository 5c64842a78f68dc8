import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.mul(x!.sin()).neg()];
export const formula: Formula = (write, _, x) => write.call("cos", x!);
