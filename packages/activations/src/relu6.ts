import type { Tensor } from "@chainrule/tensor";
import { clip } from "./internal/clip.ts";

/**
 * Rectified linear unit that stops at 6: min(max(x, 0), 6).
 *
 * Elementwise, any shape. The slope is 1 between 0 and 6, and 0 elsewhere, both corners included.
 *
 * @see Krizhevsky, 2010. https://www.cs.utoronto.ca/~kriz/conv-cifar10-aug2010.pdf
 */
export const relu6 = (x: Tensor): Tensor => clip(x, 0, 6).named("relu6", { x });
