import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { comparison } from "../rules.ts";

export const less: Elementwise<"less"> = {
  name: "less",
  result: comparison,
  loop: () => each((a, b) => Number(a < b)),
  gradient: () => [],
};
