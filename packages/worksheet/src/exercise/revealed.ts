import type { Step } from "../layout/step.ts";
import { readQuantity } from "../sheet/quantity.ts";

/**
 * Blanks with all that would give them away: what holds the same number, as db holds the delta of one example, or that
 * number but for something given, as new weights hold their gradient.
 *
 * @param steps - in the order of the calculation
 */
export function withRevealing(blanks: readonly string[], steps: readonly Step[], examples: number): Set<string> {
  const blank = new Set(blanks);
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (const step of steps) {
    if (step.uses.some((used) => blank.has(used) && reveals(step, byId.get(used)!, examples))) blank.add(step.id);
  }
  return blank;
}

function reveals(step: Step, used: Step, examples: number): boolean {
  const [made, from] = [step, used].map(({ id }) => readQuantity(id)?.family);
  // Where only targets are taken away.
  if (from === "a" && step.uses.includes("y") && ["dL_da", "delta"].includes(made ?? "")) return true;
  if (from === "delta" && (made === "dW" || made === "db")) return examples === 1;
  return (made === "W_new" && from === "dW") || (made === "b_new" && from === "db") || sharesNumber(step, used);
}

/** Whether a cell stands in both, as where an activation lets through what it gets. */
function sharesNumber({ value: a }: Step, { value: b }: Step): boolean {
  const [x, y] = [a.data!, b.data!];
  return x.length === y.length && x.some((number, i) => number !== 0 && Math.abs(number - y[i]!) < 1e-12);
}
