import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { comparison } from "../rules.ts";

export const lessEqual: Elementwise<"lessEqual"> = {
  name: "lessEqual",
  result: comparison,
  loop: () => each((a, b) => Number(a <= b)),
  gradient: () => [],
};
