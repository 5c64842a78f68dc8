import { Chain } from "../chain.ts";
import { giving, memoryAt } from "./memory.ts";
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
    const related: Readonly<Record<string, string>> = {
      momentum: "nesterov",
      nesterov: "momentum",
      adam: "rmsprop",
      adamw: "adam",
    };
    const rest = Object.fromEntries(Object.entries(options).filter(([option]) => option !== "rate"));
    const other = related[name];
    const memory = memoryAt(place);
    const { m } = memory?.after ?? {};
    const part = memory?.option("momentum", 0.9) ?? 0;
    const without =
      memory && m && name === "nesterov"
        ? [
            giving(place, memory, "μ·m alone, without g, in the step", () =>
              memory.parameter.map((w, i) => w - place.chain.net.rate * part * m[i]!),
            ),
          ]
        : [];
    return other
      ? as(place, `the step of ${other}`, {
          optimizer: { name: other, options: other === "rmsprop" ? {} : rest },
        }).concat(without)
      : [];
  },
};
