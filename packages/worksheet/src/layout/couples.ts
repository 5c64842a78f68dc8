import { jacobian } from "@chainrule/compiler";
import { type Activation, tensor } from "@chainrule/tensor";

/** Whether an output of a row depends on other inputs of it, as in softmax: seen in the derivatives at one point. */
export function couples(activation: Activation, width: number): boolean {
  // Two neighbours tell: no function of a row singles out the first two.
  const neurons = Math.min(width, 2);
  if (neurons === 1) return false;
  const at = tensor([[0.3, -0.2]], { dtype: "float64" });
  const slopes = jacobian(activation)(at).reshape([neurons, neurons]).toArray() as number[][];
  return slopes[0]![1] !== 0 || slopes[1]![0] !== 0;
}
