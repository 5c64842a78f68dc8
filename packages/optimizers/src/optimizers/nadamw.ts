import { type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { nadamDirection, type NadamOptions } from "../internal/nadamDirection.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import { sgd } from "./sgd.ts";

/**
 * NAdam with decoupled weight decay: the step of `nadam`, less rate · decay · w.
 *
 * PyTorch's `NAdam(decoupled_weight_decay=True)`. Choose the decay, as in `adamw`; default 0.01.
 *
 * @throws ValueError if an option is out of range
 * @see Dozat, 2016. https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
 * @see Loshchilov & Hutter, 2017, for the decay. https://arxiv.org/abs/1711.05101
 */
export function nadamw({
  rate = 2e-3,
  decay = 0.01,
  mask = () => true,
  ...options
}: NadamOptions & DecayOptions = {}): Optimizer {
  requireRange("nadamw", zeroOrAbove, { rate, decay });
  return chain(nadamDirection("nadamw", options), addDecayedWeights({ decay, mask }), sgd({ rate }));
}
