import { sharedOptions } from "../../sheet/optimizerOf.ts";
import { Chain } from "../chain.ts";
import { giving, isHeavyBall, memoryAt } from "./memory.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";
import type { SheetNet } from "../../sheet/types.ts";

/** The step as the same optimizer with other settings, or another one, would take it. */
function as({ chain, quantity }: Place, says: string, change: Partial<SheetNet>): Rule[] {
  if (!/^(?:[mv]_)?[Wb](?:_new)?$/.test(quantity.family) || chain.net.optimizer.name === "sgd") return [];
  const other = new Chain({ ...chain.net, ...change }, chain.taken, chain.habits);
  return [{ says, calculation: other.calculation(quantity) }];
}

export const stepOffByOne: Mistake = {
  id: "step-off-by-one",
  message: "The bias correction was made for another step.",
  hint: "Which number does the first step have?",
  surprise: 1.4,
  rules: (place) =>
    [1, -1].flatMap((off) => {
      const stepsBefore = place.chain.net.stepsBefore + off;
      return stepsBefore < 0 ? [] : as(place, `the correction of step ${stepsBefore + 1}`, { stepsBefore });
    }),
};

export const biasCorrectionOmitted: Mistake = {
  id: "bias-correction-omitted",
  message: "The running means were not freed of their bias to zero.",
  hint: "By what are m and v divided before the step?",
  surprise: 1,
  // After very many steps the correction is 1.
  rules: (place) => as(place, "the step without the correction of m and v", { stepsBefore: 1e9 }),
};

export const nesterovConfused: Mistake = {
  id: "nesterov-confused",
  aliases: ["wrong-optimizer", "nesterov-formula"],
  message: "The step is that of a related optimizer.",
  hint: "Look up how this optimizer forms its step from the gradient and its memory.",
  surprise: 1.6,
  rules: (place) => {
    const { name, options } = place.chain.net.optimizer;
    const other = ({ adam: "rmsprop", adamw: "adam" } as Readonly<Record<string, string>>)[name];
    if (other === undefined) return ofHeavyBall(place);
    const shared = other === "rmsprop" ? {} : sharedOptions(other, options);
    return as(place, `the step of ${other}`, { optimizer: { name: other, options: shared } });
  },
};

/** The step along the memory in place of that ahead of it, and the reverse. */
function ofHeavyBall(place: Place): Rule[] {
  const memory = memoryAt(place);
  const { m } = memory?.after ?? {};
  if (!memory || !m || !isHeavyBall(place)) return [];
  const { parameter, gradient, option } = memory;
  const { rate, optimizer } = place.chain.net;
  const part = option("momentum", 0.9);
  const along = (says: string, direction: (i: number) => number): Rule =>
    giving(place, memory, says, () => parameter.map((w, i) => w - rate * direction(i)));
  return optimizer.name === "momentum"
    ? [along("g + μ·m, Nesterov's step,", (i) => gradient[i]! + part * m[i]!)]
    : [
        along("m, the step of momentum,", (i) => m[i]!),
        along("μ·m alone, without g, in the step", (i) => part * m[i]!),
      ];
}
