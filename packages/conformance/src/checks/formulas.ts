import { formula } from "@chainrule/compiler";
import type { Shape, Tensor } from "@chainrule/tensor";
import { broken } from "../check.ts";

/** Prints as text and as LaTeX, and names its arguments in both. */
export function printsFormula(
  who: string,
  f: (...inputs: Tensor[]) => Tensor,
  names: readonly string[],
  shapes: readonly Shape[],
): void {
  for (const format of ["text", "latex"] as const) {
    const printed = formula(f, { names, shapes, format });
    const missing = names.find((name) => !printed.includes(name));
    if (missing === undefined) continue;
    broken(who, {
      expected: `a formula in ${names.join(" and ")}`,
      received: printed,
      at: `formula(…, { format: "${format}" })`,
      cure: `The result does not depend on ${missing}.`,
    });
  }
}
