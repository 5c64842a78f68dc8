import { type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { mapRecord } from "../internal/record.ts";
import { sign } from "../internal/sign.ts";
import { stateless } from "../internal/stateless.ts";
import { chain } from "../transforms/chain.ts";
import { sgd } from "./sgd.ts";

/**
 * Every weight moves by the rate against the sign of its gradient: w ← w − rate · sign(g). No memory; 0 does not move.
 *
 * @param options.rate - step size; ≥ 0, default 0.001
 * @throws ValueError if the rate is negative or not finite
 * @see Bernstein et al., 2018. https://arxiv.org/abs/1802.04434
 */
export function signSgd({ rate = 1e-3 }: { rate?: Hyperparameter } = {}): Optimizer {
  requireRange("signSgd", zeroOrAbove, { rate });
  return chain(
    stateless((gradients) => mapRecord(gradients, sign)),
    sgd({ rate }),
  );
}
