import type { Whole } from "../primitive.ts";
import { same } from "../rules.ts";

/** The first input, with a name for people: the others are what the name is a function of. */
export const named: Whole<
  "named",
  { name: string; inputs: readonly string[]; options: Readonly<Record<string, unknown>> }
> = {
  name: "named",
  result: same,
  evaluate: ([x]) => x!.data,
  gradient: (dy) => [dy],
};
