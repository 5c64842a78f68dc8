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

/** Throws ValueError unless there is one more than there are boundaries. */
export function requireFit(who: string, what: string, list: readonly unknown[], boundaries: readonly number[]): void {
  if (list.length === boundaries.length + 1) return;
  refuse(
    ValueError,
    who,
    `${boundaries.length + 1} ${what} for ${boundaries.length} boundaries`,
    list.length,
    "Give one for the time before the first boundary, and one for each boundary.",
  );
}
