import { type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import { adamDirection, type AdamOptions } from "../internal/adamDirection.ts";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { lengthOf } from "../internal/lengthOf.ts";
import { mapRecord, parameterOf } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";
import { trustRatio } from "../internal/trustRatio.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import { sgd } from "./sgd.ts";

/**
 * LAMB: the direction of `adamw`, made as long as the weights of its tensor, for very large batches.
 *
 * d = m̂ / (√v̂ + ε) + decay · w, w ← w − rate · ‖w‖ / ‖d‖ · d, tensor by tensor; the ratio is 1 where it would be 0
 * or infinite.
 *
 * Options as in `adam`, but ε: 1e-6 as in the paper and optax, 1e-7 in Keras. The decay's default is 0, as in Keras and
 * optax; the paper has 0.01.
 *
 * @throws ValueError if an option is out of range
 * @see You et al., 2019. https://arxiv.org/abs/1904.00962
 */
export function lamb({
  rate = 1e-3,
  epsilon = 1e-6,
  decay = 0,
  mask = () => true,
  ...options
}: AdamOptions & DecayOptions = {}): Optimizer {
  requireRange("lamb", zeroOrAbove, { rate, decay });
  const lengthen = stateless((directions, { parameters }) =>
    mapRecord(directions, (direction, name) =>
      direction.mul(trustRatio(lengthOf([parameterOf(parameters, name)]), lengthOf([direction]))),
    ),
  );
  return chain(
    adamDirection("lamb", { ...options, epsilon }),
    addDecayedWeights({ decay, mask }),
    lengthen,
    sgd({ rate }),
  );
}
