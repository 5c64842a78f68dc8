import { type Optimizer, requireNames, requireRange, zeroOrAbove } from "@chainrule/tensor";
import { chain } from "../transforms/chain.ts";
import { adamDirection, type AdamOptions, adamOptions } from "../internal/adamDirection.ts";
import { sgd } from "./sgd.ts";

/**
 * Adam: running means of the gradient and of its square, free of their bias to zero, give a step of about the rate.
 *
 * m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ),
 * w ← w − rate · m̂ / (√v̂ + ε).
 *
 * The name means: in PyTorch and optax this, with ε = 1e-8. In Keras `{ epsilon: 1e-7, epsilonForm: "hat" }`, that is
 * w ← w − rate · m̂ · √(1 − β₂ᵗ) / (√v + ε): at t = 1 its ε weighs 1 / √(1 − β₂) ≈ 32 times as much. TensorFlow.js has
 * ε = 1e-7. `amsgrad` keeps the largest v before its bias is corrected, as PyTorch and Keras do; optax the largest v̂.
 * Where a β is a schedule, its present value corrects the bias, as in PyTorch and optax.
 *
 * For weight decay see `adamw`; `chain(addDecayedWeights(…), adam())` is the coupled form, L2 regularization.
 *
 * @throws ValueError if an option is out of range
 * @see Kingma & Ba, 2014. https://arxiv.org/abs/1412.6980
 * @see Reddi, Kale & Kumar, 2018, for amsgrad. https://arxiv.org/abs/1904.09237
 */
export function adam(options: AdamOptions = {}): Optimizer {
  requireNames("adam", options, adamOptions);
  const { rate = 1e-3 } = options;
  requireRange("adam", zeroOrAbove, { rate });
  return chain(adamDirection("adam", options), sgd({ rate }));
}
