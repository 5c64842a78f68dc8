import type { Schedule } from "@chainrule/tensor";
import { polynomialDecay } from "./polynomialDecay.ts";

/**
 * initial + (final − initial) · t / steps for t ≤ steps, final after that: `polynomialDecay` with power 1.
 *
 * It rises when initial < final. PyTorch's `LinearLR` has factors of the rate instead, and begins at a third; optax's
 * `linear_schedule` is this.
 *
 * @param initial - value at the first step
 * @param options.steps - steps until `final`; ≥ 1
 * @param options.final - value from then on; default 0
 * @throws ValueError if an option is out of range
 */
export const linearDecay = (initial: number, { steps, final = 0 }: { steps: number; final?: number }): Schedule =>
  polynomialDecay(initial, { steps, final, power: 1 });
