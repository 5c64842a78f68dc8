import { type Operand, type Range, requireRange, type Schedule, type Tensor, zeros } from "@chainrule/tensor";
import type { Layer } from "../layer.ts";

/** A number, or a schedule: a function of the number of training steps that the layer has seen. */
export type Amount = number | Schedule;

/**
 * A layer that makes training harder by random numbers, by an amount of which 0 is none; in prediction it changes
 * nothing. With a schedule it counts the steps in its state, so that they are in every checkpoint and saved model.
 */
export function noise(
  name: string,
  [option, amount]: readonly [string, Amount],
  range: Range,
  f: (x: Tensor, amount: Operand, key: Tensor) => Tensor,
): Layer {
  requireRange(name, { ...range, example: 0.2 }, { [option]: amount });
  return {
    name,
    init: (_key, inputShape, { dtype }) => ({
      parameters: {},
      state: typeof amount === "number" ? {} : { step: zeros([], { dtype }) },
      outputShape: inputShape,
    }),
    apply({ state }, x, { training, key }) {
      if (!training || amount === 0) return [x, state];
      if (typeof amount === "number") return [f(x, amount, key), state];
      const step = state["step"]!;
      return [f(x, amount(step), key), { step: step.add(1) }];
    },
  };
}

/** 1 − rate: exact for a number. */
export const rest = (rate: Operand): Operand => (typeof rate === "number" ? 1 - rate : rate.neg().add(1));
