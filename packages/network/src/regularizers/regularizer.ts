import { type Parameters, type Tensor, ValueError } from "@chainrule/tensor";

/** A scalar that is added to the loss, from all parameters. */
export type Regularizer = (parameters: Parameters) => Tensor;

/** strength · Σ f(w) over the weights: parameters of two axes and more. Biases are left alone. */
export function penalty(who: string, strength: number, f: (weights: Tensor) => Tensor): Regularizer {
  if (!(strength >= 0)) {
    throw new ValueError(`${who}: expected a strength of at least 0, received ${strength}. Try 1e-4.`);
  }
  return (parameters) => {
    const terms = Object.values(parameters)
      .filter(({ rank }) => rank > 1)
      .map((weights) => f(weights).sum());
    if (terms.length === 0)
      throw new ValueError(`${who}: expected a network with weights, received none. Add a dense layer.`);
    return terms.reduce((a, b) => a.add(b)).mul(strength);
  };
}
