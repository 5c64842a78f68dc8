import { gradients, replay, traceStable } from "@chainrule/compiler";
import { slice, type Tensor } from "@chainrule/tensor";
import { broken } from "../check.ts";
import { asCode } from "../show.ts";
import { scalesOf } from "../terms.ts";

/**
 * Value and slope in float32 against the same function in float64, over rows of inputs at the far ends: finite wherever
 * the truth is, and within 8 ulp of it or 4 ε of the largest term that cancels.
 *
 * @param f - from rows to rows, or to one number a row; what it makes of one row depends on that row alone
 * @param inputs - `[rows, columns]`, float32
 */
export function rightAtFarEnds(who: string, f: (x: Tensor) => Tensor, inputs: Tensor): void {
  const first = (x: Tensor): Tensor => {
    const y = f(x);
    return y.rank > 1 ? slice(y, 1, 0, 1) : y;
  };
  compare(who, "value", first, inputs);
  compare(who, "slope", first, inputs);
}

function compare(who: string, what: "value" | "slope", f: (x: Tensor) => Tensor, inputs: Tensor): void {
  const graphOf = (x: Tensor) =>
    traceStable(
      (input) => [f(input)],
      [x],
      ([y], [input]) =>
        what === "slope" ? gradients(y!.sum(), [input!]).map((slopes) => slice(slopes, 1, 0, 1)) : [y!],
    );
  const double = inputs.cast("float64");
  const exact = graphOf(double);
  const truths = replay(exact)([double])[0]!.data!;
  const { terms, factors } = scalesOf(exact, double);
  const ours = replay(graphOf(inputs))([inputs])[0]!.data!;
  truths.forEach((truth, row) => {
    const received = ours[row]!;
    const rounded = Math.fround(truth);
    if (received === rounded) return;
    // What is below the normal numbers carries the error of its last digit, times whatever it was multiplied by.
    const least = 2 ** -146 * factors[row]!;
    const allowed = Math.max(Math.abs(truth) * 2 ** -21, terms[row]! * 2 ** -21, least);
    if (Math.abs(received - truth) <= allowed) return;
    const at = asCode(slice(inputs, 0, row, row + 1));
    if (Number.isNaN(truth)) {
      return broken(who, {
        expected: `a ${what} that is a number`,
        received: "NaN, in float64 too",
        at,
        cure: "Somewhere ∞ meets 0 or ∞: keep exp from overflowing, as in exp(min(x, 0)), and choose with where.",
      });
    }
    broken(who, {
      expected: `the ${what} ${truth}, within 8 ulp or 4 ε of its largest term`,
      received,
      at,
      cure: Number.isFinite(received)
        ? 'Too many digits are lost: use expm1, log1p, softplus, a form without differences of near numbers, or cast("float64") on the way.'
        : "An intermediate result overflows where the end result does not: divide or take the minimum first.",
    });
  });
}
