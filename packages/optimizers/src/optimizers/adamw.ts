import { type Optimizer, requireNames, requireRange, zeroOrAbove } from "@chainrule/tensor";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import type { Hyperparameter } from "../hyperparameter.ts";
import { adamDirection, type AdamOptions, adamOptions } from "../internal/adamDirection.ts";
import type { Mask } from "../mask.ts";
import { sgd } from "./sgd.ts";

interface AdamwOptions extends AdamOptions {
  /** Share of the weights that decays, times the rate; ≥ 0, default 0.01. Choose it: see below. */
  decay?: Hyperparameter;
  /** Which parameters decay; default all. */
  mask?: Mask;
}

/**
 * Adam with decoupled weight decay: w ← w − rate · (m̂ / (√v̂ + ε) + decay · w). Options and means as in `adam`.
 *
 * **Choose the decay**: the name does not tell it. The default is PyTorch's 0.01; Keras has 0.004, optax 1e-4. In all
 * of them the decay is multiplied by the rate (and its schedule), unlike in the paper.
 *
 * @throws ValueError if an option is out of range
 * @see Loshchilov & Hutter, 2017. https://arxiv.org/abs/1711.05101
 */
export function adamw(options: AdamwOptions = {}): Optimizer {
  requireNames("adamw", options, [...adamOptions, "decay", "mask"]);
  const { rate = 1e-3, decay = 0.01, mask = () => true } = options;
  requireRange("adamw", zeroOrAbove, { rate, decay });
  return chain(adamDirection("adamw", options), addDecayedWeights({ decay, mask }), sgd({ rate }));
}
