import type { Tensor } from "@chainrule/tensor";
import { clip } from "./internal/clip.ts";

/**
 * Softsign: x / (1 + |x|), from −1 to 1 like tanh, but much slower.
 *
 * Elementwise, any shape. The slope 1 / (1 + |x|)² keeps its digits however far x is from zero.
 *
 * @see Turian, Bergstra & Bengio, 2009. https://aclanthology.org/N09-2062/
 */
export const softsign = (x: Tensor): Tensor => {
  const size = x.abs().add(1);
  // Far out the slope of x/size is a difference of equals; there it is better to say how much is missing to ±1.
  const far = clip(x, -1, 1).mul(size.reciprocal().neg().add(1));
  return x.abs().less(1).where(x.div(size), far).named("softsign", { x });
};
