import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { comparison } from "../rules.ts";

export const equal: Elementwise<"equal"> = {
  name: "equal",
  result: comparison,
  loop: () => each((a, b) => Number(a === b)),
  gradient: () => [],
};
