import { zerosLike, type Optimizer } from "@chainrule/tensor";
import { mapRecord, parameterOf } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";
import type { Mask } from "../mask.ts";

/**
 * Holds the parameters that the mask picks still: their updates become zero.
 *
 * Put it last in a `chain`: an optimizer after it could still move them, by weight decay for instance.
 */
export const freeze = (mask: Mask): Optimizer =>
  stateless((gradients, { parameters }) =>
    mapRecord(gradients, (gradient, name) =>
      mask(name, parameterOf(parameters, name)) ? zerosLike(gradient) : gradient,
    ),
  );
