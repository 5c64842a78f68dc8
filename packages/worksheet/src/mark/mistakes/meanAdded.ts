import type { Mistake } from "./mistake.ts";
import { scaledFit } from "./scaledFit.ts";

export const meanAdded: Mistake = {
  id: "mean-added",
  aliases: ["batch-mean-added", "mean-twice", "divided-by-n"],
  message: "A division by a number of examples or outputs was added that the loss does not have.",
  hint: "Write down what the loss is divided by, and where in the calculation that already happened.",
  surprise: 1.5,
  rules: (place) => {
    const { quantity, chain } = place;
    if (!["loss", "loss_terms", "dW", "db", "delta", "dL_da", "loss_after"].includes(quantity.family)) return [];
    const outputs = chain.net.sizes.at(-1)!;
    const counts = new Map([
      [chain.examples, `the ${chain.examples} examples`],
      [outputs, `the ${outputs} outputs`],
      [outputs * chain.examples, "examples and outputs"],
    ]);
    counts.delete(1);
    return [...counts].flatMap(([n, what]) => scaledFit(place, 1 / n, `another division by ${n}, ${what},`));
  },
};
