import type { Options } from "./parts.ts";
import type { OptionValues } from "./settings.ts";

/** Numbers to begin with for the options of a schedule that have no default: over the whole of a run. */
export function firstValues(options: Options, { steps, rate }: { steps: number; rate: number }): OptionValues {
  const part = (share: number): number => Math.max(1, Math.round(steps * share));
  const known: Readonly<Record<string, number | readonly number[]>> = {
    steps: part(1),
    every: part(0.25),
    up: part(0.1),
    warmup: part(0.1),
    start: part(0.75),
    milestones: [part(0.5), part(0.75)],
    factor: 0.999,
    decay: 0.001,
    high: rate * 10,
    final: rate / 10,
  };
  const needed = options.filter(({ isNeeded }) => isNeeded);
  return Object.fromEntries(needed.map(({ name, isList }) => [name, known[name] ?? (isList ? [1] : 1)]));
}
