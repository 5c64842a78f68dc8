import { requireRange, zeroOrAbove, zeros } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/**
 * Passes its input on, and adds to the loss of training how large it is: l1 · Σ |x| + l2 · Σ x² for an example, the
 * mean over the batch, as in Keras. With l1, few units are active at a time.
 *
 * @param options.l1 - 0 or above; default 0
 * @param options.l2 - 0 or above; default 0
 * @throws ValueError if one is negative
 */
export function activityRegularization({ l1 = 0, l2 = 0 }: { readonly l1?: number; readonly l2?: number }): Layer {
  requireRange("activityRegularization", zeroOrAbove, { l1, l2 });
  return {
    name: "activityRegularization",
    init: (_key, inputShape, { dtype }) => ({
      parameters: {},
      state: { penalty: zeros([], { dtype }) },
      outputShape: inputShape,
    }),
    apply({ state }, x, { training }) {
      if (!training) return [x, state];
      const parts = [...(l1 > 0 ? [x.abs().mul(l1)] : []), ...(l2 > 0 ? [x.square().mul(l2)] : [])];
      if (parts.length === 0) return [x, state];
      return [x, { penalty: parts.reduce((sum, part) => sum.add(part)).sum().div(x.count(0)) }];
    },
  };
}
