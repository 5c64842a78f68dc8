import { fullLike, refuse, type Schedule, type Tensor, ValueError } from "@chainrule/tensor";

/** values[0] below boundaries[0], values[i] from boundaries[i − 1] on. */
export const stairs =
  (values: readonly number[], boundaries: readonly number[]): Schedule =>
  (step) => {
    const [first = 0, ...later] = values;
    const climb = (below: Tensor, value: number, index: number): Tensor =>
      step.greaterEqual(boundaries[index] ?? 0).where(fullLike(step, value), below);
    return later.reduce(climb, fullLike(step, first));
  };

/** Throws ValueError unless the list holds counts of steps, each above the one before. */
export function requireRising(who: string, name: string, counts: readonly number[]): void {
  const rises = counts.every((count, index) => Number.isSafeInteger(count) && count > (counts[index - 1] ?? 0));
  if (rises) return;
  refuse(
    ValueError,
    who,
    `${name} to be whole numbers from 1 up, each above the one before`,
    counts.join(", "),
    "Sort them and leave out repeats.",
  );
}
