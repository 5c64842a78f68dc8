import { finite, requireRange, type Tensor } from "@chainrule/tensor";

/**
 * The identity above a threshold, a constant up to it; also called thresholded relu.
 *
 * Elementwise, any shape. It jumps at the threshold, where the slope is 0. The defaults are those of Keras'
 * `ThresholdedReLU`; PyTorch's `Threshold` has none.
 *
 * @param options.threshold - the largest x that is replaced
 * @param options.value - what it is replaced by
 * @throws ValueError unless both are finite
 * @see Konda, Memisevic & Krueger, 2014. https://arxiv.org/abs/1402.3337
 */
export const threshold = (
  x: Tensor,
  { threshold = 1, value = 0 }: { threshold?: number; value?: number } = {},
): Tensor => {
  requireRange("threshold", finite, { threshold, value });
  // Not where x > threshold: that would turn NaN into the value.
  return x.lessEqual(threshold).where(value, x).named("threshold", { x }, { threshold, value });
};
