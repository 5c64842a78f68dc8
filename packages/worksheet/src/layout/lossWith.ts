import { stabilize } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import { regularized } from "./denseLayer.ts";
import { named, totalOf } from "./loss.ts";
import type { Problem } from "./problem.ts";

/** What stands for `x`, `y`, `W1`, `b1`, `mask1`, …; undefined for what there is not. */
export type Given = (name: string) => Tensor | undefined;

/** What each output costs with other weights. */
export function termsWith({ layers, terms }: Problem, of: Given): Tensor {
  const output = layers.reduce((a, { parameters, preactivation, activation }, i) => {
    const activated = activation(preactivation(a, ...parameters.map(({ symbol }) => of(symbol)!)));
    const mask = of(`mask${i + 1}`);
    return mask ? activated.mul(mask) : activated;
  }, of("x")!);
  return stabilize([terms(output, of("y")!)])[0]!;
}

/** What the regularizer adds with them. */
export const penaltyWith = ({ layers, regularizer }: Problem, of: Given): Tensor | undefined =>
  regularizer?.(
    named(
      regularized(layers),
      regularized(layers).map(({ symbol }) => of(symbol)!),
    ),
  );

/** The loss of the batch with other weights. */
export const lossWith = (problem: Problem, of: Given): Tensor =>
  totalOf(termsWith(problem, of), penaltyWith(problem, of), problem);
