import { giving, memoryAt, stepWith } from "./memory.ts";
import type { Mistake } from "./mistake.ts";

export const amsgradMixed: Mistake = {
  id: "amsgrad-mixed",
  aliases: ["amsgrad"],
  message: "The larger of the old and the new mean of squares was taken: that is amsgrad.",
  hint: "Which mean of squares does this optimizer divide by: the latest, or the largest so far?",
  surprise: 1.1,
  rules: (place) => {
    const memory = memoryAt(place);
    if (!memory) return [];
    const { about, after, before } = memory;
    const square = about === "v" ? place.calculation.compute(place.calculation.operands).low : after.v;
    if (about === "m" || !square) return [];
    const largest = square.map((v, i) => Math.max(v, before.v[i]!));
    return [
      giving(place, memory, "the larger mean of squares", () =>
        about === "v" ? largest : stepWith(place, memory, { m: after.m, v: largest }),
      ),
    ];
  },
};
