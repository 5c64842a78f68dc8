import { giving, memoryAt } from "./memory.ts";
import type { Mistake } from "./mistake.ts";

export const epsilonInsideRoot: Mistake = {
  id: "epsilon-inside-root",
  aliases: ["epsilon-in-root"],
  message: "ε was added below the root.",
  hint: "Where does this optimizer add ε: to the mean of squares, or to its root?",
  surprise: 1,
  rules: (place) => {
    const memory = memoryAt(place);
    const { name } = place.chain.net.optimizer;
    const { v } = memory?.after ?? {};
    if (memory?.about !== "new" || !v) return [];
    const { parameter, gradient, after, step, option } = memory;
    const isAdam = name.startsWith("adam");
    const epsilon = option("epsilon", name === "adagrad" ? 1e-10 : 1e-8);
    const unbiased = (value: number, beta: number): number => (isAdam ? value / (1 - beta ** step) : value);
    const decay = name === "adamw" ? option("decay", 0.01) : 0;
    return [
      giving(place, memory, "the step with ε below the root", () =>
        parameter.map((w, i) => {
          const direction = after.m ? unbiased(after.m[i]!, option("beta1", 0.9)) : gradient[i]!;
          const root = Math.sqrt(unbiased(v[i]!, option("beta2", 0.999)) + epsilon);
          return w - place.chain.net.rate * (direction / root + decay * w);
        }),
      ),
    ];
  },
};
