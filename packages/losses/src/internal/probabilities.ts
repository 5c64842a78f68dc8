import type { Tensor } from "@chainrule/tensor";
import { requireValues } from "./requireValues.ts";

const remedies = {
  prediction: "End the network with sigmoid or softmax.",
  target: "Give 0 or 1, or a probability between.",
};

/** Throws unless all values known lie in [0, 1]. NaN passes: training says where it came from. */
export const requireProbabilities = (who: string, name: keyof typeof remedies, x: Tensor): void =>
  requireValues(
    x,
    (value) => value < 0 || value > 1,
    (value) => `${who}: expected ${name} from 0 to 1, received ${value}. ${remedies[name]}`,
  );

/** Throws unless the rows known are distributions over the last axis, give or take rounding to two digits. */
export function requireDistributions(who: string, prediction: Tensor): void {
  requireProbabilities(who, "prediction", prediction);
  requireValues(
    prediction.sum(-1),
    (sum) => Math.abs(sum - 1) > 0.02,
    (sum) => `${who}: expected each row of prediction to sum to 1, received ${sum}. End the network with softmax.`,
  );
}
