import type { Optimizer } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { scheduleFree } from "../internal/scheduleFree.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";

interface ScheduleFreeSgdOptions extends DecayOptions {
  /** Step size; ≥ 0, default 1. A `warmup` helps; a schedule that falls is what this makes needless. */
  rate?: Hyperparameter;
  /** Where gradients are taken: 0 at the fast point, towards 1 at the average; in [0, 1), default 0.9. */
  momentum?: Hyperparameter;
}

/**
 * Gradient descent that averages its way instead of lowering its rate; no number of steps has to be known.
 *
 * z ← z − rate · (g + decay · y), x ← x + c · (z − x), y = (1 − momentum) z + momentum · x, where g is the gradient
 * at y and c = rate² / Σ rate², of the largest rate so far: 1 / t for a constant one.
 *
 * The parameters in training are y; `predictWith` gives x, with which to evaluate and predict. optax keeps z and
 * computes x from y. The decay's default is 0.
 *
 * @throws ValueError if an option is out of range
 * @see Defazio et al., 2024. https://arxiv.org/abs/2405.15682
 */
export const scheduleFreeSgd = ({
  rate = 1,
  momentum = 0.9,
  decay = 0,
  mask = () => true,
}: ScheduleFreeSgdOptions = {}): Optimizer =>
  scheduleFree("scheduleFreeSgd", addDecayedWeights({ decay, mask }), { rate, momentum });
