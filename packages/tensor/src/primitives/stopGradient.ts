import type { Whole } from "../primitive.ts";
import { same } from "../rules.ts";

/** The same values, which count as constant when a slope is taken. */
export const stopGradient: Whole<"stopGradient"> = {
  name: "stopGradient",
  result: same,
  evaluate: ([x]) => x!.data,
  gradient: () => [],
};
