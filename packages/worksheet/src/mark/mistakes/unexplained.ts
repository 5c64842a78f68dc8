import type { Mistake } from "./mistake.ts";

export const unexplained: Mistake = {
  id: "unexplained",
  message: "The numbers do not follow from the earlier ones, and no known mistake gives them.",
  hint: "Do this step again from the numbers above it.",
  surprise: Infinity,
};
