import { giving, memoryAt, stepWith } from "./memory.ts";
import type { Mistake } from "./mistake.ts";

export const staleMoments: Mistake = {
  id: "stale-moments",
  aliases: ["stale-buffer", "buffer-stale"],
  message: "The optimizer's memory was used as it stood before this step.",
  hint: "Does the fresh gradient go into the memory before or after the weights move?",
  surprise: 0.9,
  rules: (place) => {
    const memory = memoryAt(place);
    if (!memory) return [];
    const { about, after, before } = memory;
    if (about !== "new") return [giving(place, memory, "the memory from before", () => before[about])];
    const both = after.m && after.v;
    const mixes = [
      { says: "the step with the memory from before", m: after.m && before.m, v: after.v && before.v },
      ...(both ? [{ says: "the step with m from before", m: before.m, v: after.v }] : []),
      ...(both ? [{ says: "the step with v from before", m: after.m, v: before.v }] : []),
    ];
    return mixes.map(({ says, ...mix }) => giving(place, memory, says, () => stepWith(place, memory, mix)));
  },
};
