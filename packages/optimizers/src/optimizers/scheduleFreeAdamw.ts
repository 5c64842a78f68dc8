import type { Optimizer } from "@chainrule/tensor";
import { adamDirection, type AdamOptions } from "../internal/adamDirection.ts";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { scheduleFree } from "../internal/scheduleFree.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";

/**
 * AdamW that averages its way instead of lowering its rate; no number of steps has to be known.
 *
 * As `scheduleFreeSgd` with g / (√v̂ + ε) in place of g, v̂ as in `adam`; β₁ takes the place of momentum. Defaults:
 * rate 0.0025, β₁ 0.9, β₂ 0.999, ε 1e-8, decay 0. A `warmup` of the rate helps.
 *
 * The parameters in training are y; `predictWith` gives x, with which to evaluate and predict.
 *
 * @throws ValueError if an option is out of range
 * @see Defazio et al., 2024. https://arxiv.org/abs/2405.15682
 */
export function scheduleFreeAdamw({
  rate = 2.5e-3,
  beta1 = 0.9,
  decay = 0,
  mask = () => true,
  ...options
}: AdamOptions & DecayOptions = {}): Optimizer {
  const direction = chain(
    adamDirection("scheduleFreeAdamw", { ...options, beta1: 0 }),
    addDecayedWeights({ decay, mask }),
  );
  return scheduleFree("scheduleFreeAdamw", direction, { rate, momentum: beta1 });
}
