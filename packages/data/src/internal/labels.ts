import { parseNumber } from "./number.ts";

/** The different labels, each once: by size if all are numbers, by character codes otherwise. */
export function orderLabels(labels: Iterable<string>): string[] {
  const ordered = [...new Set(labels)].sort();
  const areNumbers = !ordered.some((label) => Number.isNaN(parseNumber(label)));
  return areNumbers ? ordered.sort((a, b) => Number(a) - Number(b)) : ordered;
}

const pairs = [
  ["no", "yes"],
  ["n", "y"],
  ["false", "true"],
  ["f", "t"],
  ["off", "on"],
  ["0", "1"],
  ["0.0", "1.0"],
];

/** The two labels as [negative, positive], if they say no and yes. */
export function yesNoPair(labels: readonly string[]): [string, string] | undefined {
  const [a, b, more] = labels;
  if (a === undefined || b === undefined || more !== undefined) return undefined;
  const say = (no: string, yes: string): boolean =>
    pairs.some((pair) => pair[0] === no.toLowerCase() && pair[1] === yes.toLowerCase());
  if (say(a, b)) return [a, b];
  return say(b, a) ? [b, a] : undefined;
}
