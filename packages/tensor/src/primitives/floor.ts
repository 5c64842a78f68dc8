import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

export const floor: Elementwise<"floor"> = {
  name: "floor",
  result: floating,
  loop: () => each(Math.floor),
  gradient: () => [],
};
