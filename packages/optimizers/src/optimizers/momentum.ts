import { belowOne, type Optimizer, requireRange } from "@chainrule/tensor";
import { heavyBall, type HeavyBallOptions } from "../internal/heavyBall.ts";

interface MomentumOptions extends HeavyBallOptions {
  /** Takes the fresh gradient (1 − dampening) times, except at the first step; in [0, 1), default 0. */
  dampening?: number;
}

/**
 * Gradient descent of a heavy ball: steps in a lasting direction add up, steps to and fro cancel.
 *
 * Two forms, equal while the rate is constant:
 * - `"torch"` (PyTorch, optax, TensorFlow.js): v ← momentum · v + g, w ← w − rate · v. A change of rate acts at once.
 * - `"keras"` (Keras): v ← momentum · v − rate · g, w ← w + v. A change of rate acts on fresh gradients only.
 *
 * @throws ValueError if rate, momentum or dampening is out of range
 * @see Polyak, 1964. https://doi.org/10.1016/0041-5553(64)90137-5
 */
export function momentum({ dampening = 0, ...options }: MomentumOptions = {}): Optimizer {
  requireRange("momentum", belowOne, { dampening });
  return heavyBall("momentum", options, { dampening });
}
