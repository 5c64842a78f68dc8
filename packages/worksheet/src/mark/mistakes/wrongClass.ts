import { columnsOf, rearrange } from "../box.ts";
import type { Mistake } from "./mistake.ts";
import { swapped } from "./operand.ts";

export const wrongClass: Mistake = {
  id: "wrong-class",
  aliases: ["wrong-target", "probability-of-wrong-class"],
  message: "The wanted output was taken to be another one.",
  hint: "Which output should be 1 for this example?",
  surprise: 1.5,
  rules: (place) => {
    const { y } = place.calculation.operands;
    const n = y ? columnsOf(y) : 1;
    return Array.from({ length: n - 1 }, (_, k) => {
      const moved = rearrange(y!, y!.shape, (i) => i - (i % n) + ((i + k + 1) % n));
      return swapped(place, "y", moved, `the target moved on by ${k + 1}`);
    }).flat();
  },
};
