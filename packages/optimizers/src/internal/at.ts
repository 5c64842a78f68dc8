import type { Operand, Tensor } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";

/** The value of a hyper-parameter in the given step, which is 1 at the first; schedules count finished steps. */
export const at = (value: Hyperparameter, step: Tensor): Operand =>
  typeof value === "number" ? value : value(step.sub(1));
