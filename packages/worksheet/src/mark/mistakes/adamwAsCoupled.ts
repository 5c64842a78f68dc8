import { descend } from "../descend.ts";
import { giving, memoryAt } from "./memory.ts";
import type { Mistake } from "./mistake.ts";

export const adamwAsCoupled: Mistake = {
  id: "adamw-as-coupled",
  aliases: ["coupled-decay", "adamw-as-l2", "decay-coupled"],
  message: "The decay was added to the gradient: in AdamW it acts on the weights alone.",
  hint: "Does the decay go into the running means?",
  surprise: 0.9,
  rules: (place) => {
    const memory = memoryAt(place);
    const { net } = place.chain;
    if (!memory || net.optimizer.name !== "adamw") return [];
    const { about, own: shape, parameter, before, after, option } = memory;
    const options = Object.fromEntries(Object.entries(net.optimizer.options).filter(([name]) => name !== "decay"));
    const coupled = { ...net, optimizer: { name: "adam", options } };
    const gradient = memory.gradient.map((g, i) => g + option("decay", 0.01) * parameter[i]!);
    const end = descend(coupled, { shape, parameter, gradient, m: before.m, v: before.v });
    if (about !== "new") return [giving(place, memory, "the mean with the decay in the gradient", () => end[about])];
    const plain = descend(coupled, { shape, parameter, gradient: memory.gradient, m: before.m, v: before.v, after });
    return [
      giving(place, memory, "the step with the decay in the gradient", () => end.parameter),
      giving(place, memory, "Adam's step, without the decay of the weights,", () => plain.parameter),
    ];
  },
};
