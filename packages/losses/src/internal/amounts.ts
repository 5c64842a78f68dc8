import { requireValues, type Tensor } from "@chainrule/tensor";

const remedies = {
  prediction: "End the network with softplus or exponential.",
  target: "Take a loss of any numbers, such as meanSquaredError.",
};

/** Throws unless all values known are 0 or above. NaN passes. */
export const requireAmounts = (who: string, name: keyof typeof remedies, x: Tensor): void =>
  requireValues(who, x, (value) => value < 0, `${name} 0 or above`, remedies[name]);
