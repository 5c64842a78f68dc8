import { belowOne, type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { chain } from "../transforms/chain.ts";
import { ema } from "../transforms/ema.ts";
import { signSgd } from "./signSgd.ts";

interface SignumOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  momentum?: Hyperparameter;
}

/**
 * Sign descent with momentum: m ← momentum · m + (1 − momentum) · g,  w ← w − rate · sign(m).
 *
 * @throws ValueError if an option is out of range
 * @see Bernstein et al., 2018, algorithm 2. https://arxiv.org/abs/1802.04434
 */
export function signum({ rate = 1e-3, momentum = 0.9 }: SignumOptions = {}): Optimizer {
  requireRange("signum", zeroOrAbove, { rate });
  requireRange("signum", belowOne, { momentum });
  return chain(ema({ decay: momentum }), signSgd({ rate }));
}
