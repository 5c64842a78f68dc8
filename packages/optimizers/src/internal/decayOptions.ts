import type { Hyperparameter } from "../hyperparameter.ts";
import type { Mask } from "../mask.ts";

export interface DecayOptions {
  /** Share of the weights that decays, times the rate; ≥ 0. */
  decay?: Hyperparameter;
  /** Which parameters decay; default all. */
  mask?: Mask;
}
