import { giving, isHeavyBall, type Memory, memoryAt, stepWith } from "./memory.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";

/** The memory formed with other coefficients, and the step that it gives. */
function formed(place: Place, says: string, mix: (memory: Memory, slot: "m" | "v") => (i: number) => number): Rule[] {
  const memory = memoryAt(place);
  if (!memory) return [];
  const { about, after, gradient } = memory;
  const numbers = (slot: "m" | "v"): Float64Array => gradient.map((_, i) => mix(memory, slot)(i));
  if (about !== "new") return [giving(place, memory, says, () => numbers(about))];
  const other = { m: after.m && numbers("m"), v: after.v && numbers("v") };
  return [giving(place, memory, `${says} in the step`, () => stepWith(place, memory, other))];
}

const share = ({ option, step }: Memory): number => (step > 1 ? 1 - option("dampening", 0) : 1);

export const momentumSwapped: Mistake = {
  id: "momentum-swapped",
  aliases: ["momentum-coefficient-swapped"],
  message: "The coefficient of the momentum and its rest to 1 were exchanged.",
  hint: "Which of the two keeps its larger share: the memory or the fresh gradient?",
  surprise: 1.1,
  rules: (place) => {
    if (!isHeavyBall(place)) return [];
    const by = (memory: Memory): number => memory.option("momentum", 0.9);
    const fresh = (says: string, of: (memory: Memory) => number): Rule[] =>
      formed(place, says, (memory) => (i) => (1 - by(memory)) * memory.before.m[i]! + of(memory) * memory.gradient[i]!);
    return [
      ...fresh("(1 − μ)·m + μ·g", by),
      ...fresh("(1 − μ)·m + g", share),
      ...[share, () => 1].flatMap((of) =>
        formed(place, "m + μ·g", (all) => (i) => all.before.m[i]! + by(all) * of(all) * all.gradient[i]!),
      ),
    ];
  },
};

export const stateDropped: Mistake = {
  id: "state-dropped",
  aliases: ["buffer-dropped"],
  message: "The optimizer's memory at the start was taken as zero.",
  hint: "What does the sheet say about the optimizer's state at the start?",
  surprise: 1,
  rules: (place) => {
    const { state, optimizer } = place.chain.net;
    if (state.size === 0) return [];
    const { options, name } = optimizer;
    const [square, usual] = name === "rmsprop" ? [options.decay, 0.9] : [options.beta2, 0.999];
    const beta = (slot: "m" | "v"): number => Number(slot === "m" ? (options.beta1 ?? 0.9) : (square ?? usual));
    const part = (memory: Memory, slot: "m" | "v"): number =>
      isHeavyBall(place) ? share(memory) : name === "adagrad" ? 1 : 1 - beta(slot);
    const power = (g: number, slot: "m" | "v"): number => (slot === "m" ? g : g * g);
    return [
      ...formed(
        place,
        "a memory that starts at zero",
        (memory, slot) => (i) => part(memory, slot) * power(memory.gradient[i]!, slot),
      ),
      ...(isHeavyBall(place)
        ? formed(
            place,
            "the gradient as the memory",
            ({ gradient }) =>
              (i) =>
                gradient[i]!,
          )
        : []),
    ];
  },
};

export const dampeningIgnored: Mistake = {
  id: "dampening-ignored",
  aliases: ["dampening-omitted"],
  message: "The dampening of the fresh gradient was left out.",
  hint: "With what share does the fresh gradient go into the memory?",
  surprise: 0.8,
  rules: (place) =>
    isHeavyBall(place) && Number(place.chain.net.optimizer.options.dampening ?? 0) !== 0
      ? formed(
          place,
          "μ·m + g, without the dampening,",
          ({ option, before, gradient }) =>
            (i) =>
              option("momentum", 0.9) * before.m[i]! + gradient[i]!,
        )
      : [],
};

export const momentumOmitted: Mistake = {
  id: "momentum-omitted",
  aliases: ["momentum-coefficient-omitted", "plain-descent", "moments-omitted"],
  message: "The momentum, or its coefficient, was left out.",
  hint: "What does this optimizer do with the gradient before it takes the step?",
  surprise: 1,
  rules: (place) => {
    const memory = memoryAt(place);
    if (!memory) return [];
    const { about, parameter, gradient } = memory;
    const { rate } = place.chain.net;
    const plain =
      about === "new"
        ? [giving(place, memory, "a plain step", () => parameter.map((w, i) => w - rate * gradient[i]!))]
        : [giving(place, memory, "the gradient alone", () => (about === "v" ? gradient.map((g) => g * g) : gradient))];
    if (!isHeavyBall(place)) return plain;
    const { after } = memory;
    const whole = after.m;
    return [
      ...plain,
      ...formed(
        place,
        "m + g, without the coefficient,",
        (all) => (i) => all.before.m[i]! + share(all) * all.gradient[i]!,
      ),
      ...(whole && place.chain.net.optimizer.name === "nesterov"
        ? [
            giving(place, memory, "g + m, without the coefficient, in the step", () =>
              parameter.map((w, i) => w - rate * (gradient[i]! + whole[i]!)),
            ),
          ]
        : []),
    ];
  },
};

export const betaSwapped: Mistake = {
  id: "beta-swapped",
  aliases: ["betas-swapped"],
  message: "β₁ and β₂ were exchanged, or a β and its rest to 1.",
  hint: "Which β belongs to the mean of the gradients, which to that of their squares?",
  surprise: 1,
  rules: (place) => {
    const { name, options } = place.chain.net.optimizer;
    const isAdam = name.startsWith("adam");
    if (!isAdam && name !== "rmsprop") return [];
    const [first, second] = isAdam ? ["beta1", "beta2"] : ["decay", "decay"];
    const betas = { m: Number(options[first] ?? 0.9), v: Number(options[second] ?? (isAdam ? 0.999 : 0.9)) };
    const mean = (says: string, of: Record<"m" | "v", number>): Rule[] =>
      formed(place, says, ({ before, gradient }, slot) => (i) => {
        const fresh = slot === "m" ? gradient[i]! : gradient[i]! ** 2;
        return of[slot] * before[slot][i]! + (1 - of[slot]) * fresh;
      });
    const memory = memoryAt(place);
    const swapped = { ...options, beta1: betas.v, beta2: betas.m };
    return [
      ...(isAdam && memory?.about === "new"
        ? [
            giving(place, memory, "the step with the other β in each correction", () =>
              stepWith(place, memory, memory.after, { name, options: swapped }),
            ),
          ]
        : []),
      ...(isAdam ? mean("the mean with the other β", { m: betas.v, v: betas.m }) : []),
      ...mean("the mean with β and 1 − β exchanged", { m: 1 - betas.m, v: 1 - betas.v }),
    ];
  },
};
