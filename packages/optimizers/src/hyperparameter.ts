import type { Schedule } from "@chainrule/tensor";

/** A number, or a schedule: a function of the 0-based count of finished steps, a scalar tensor. */
export type Hyperparameter = number | Schedule;
