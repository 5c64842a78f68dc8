import { belowOne, type Optimizer, requireRange, requireWord, zeroOrAbove } from "@chainrule/tensor";
import { chain } from "../transforms/chain.ts";
import type { Hyperparameter } from "../hyperparameter.ts";
import { sgd } from "../optimizers/sgd.ts";
import { trace } from "../transforms/trace.ts";

export interface HeavyBallOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** What remains of the velocity after a step; in [0, 1), default 0.9. */
  momentum?: Hyperparameter;
  /** What gathers speed: `"torch"` (default) the gradients, `"keras"` the steps −rate · g. */
  form?: "torch" | "keras";
}

interface Details {
  readonly dampening?: number;
  readonly nesterov?: boolean;
}

/** The two forms are two orders of the same two parts. */
export function heavyBall(who: string, options: HeavyBallOptions, details: Details): Optimizer {
  const { rate = 0.01, momentum = 0.9, form = "torch" } = options;
  requireRange(who, zeroOrAbove, { rate });
  requireRange(who, belowOne, { momentum });
  requireWord(who, "form", form, ["torch", "keras"]);

  const gather = trace({ decay: momentum, ...details });
  const descend = sgd({ rate });
  return form === "torch" ? chain(gather, descend) : chain(descend, gather);
}
