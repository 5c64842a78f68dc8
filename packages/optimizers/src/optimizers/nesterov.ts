import type { Optimizer } from "@chainrule/tensor";
import { heavyBall, type HeavyBallOptions } from "../internal/heavyBall.ts";

/**
 * Momentum that looks ahead: it steps by the velocity which the next gradient will find.
 *
 * Two forms, equal while the rate is constant, as in `momentum`:
 * - `"torch"` (PyTorch with `nesterov=True`): v ← momentum · v + g, w ← w − rate · (g + momentum · v).
 * - `"keras"` (Keras): v ← momentum · v − rate · g, w ← w + momentum · v − rate · g.
 *
 * @throws ValueError if rate or momentum is out of range
 * @see Nesterov, 1983, in the form of Sutskever et al., 2013. https://proceedings.mlr.press/v28/sutskever13.html
 */
export const nesterov = (options: HeavyBallOptions = {}): Optimizer =>
  heavyBall("nesterov", options, { nesterov: true });
