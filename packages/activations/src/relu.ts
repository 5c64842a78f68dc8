import type { Tensor } from "@chainrule/tensor";

/**
 * Rectified linear unit: max(x, 0).
 *
 * Elementwise, any shape. The slope is 1 above zero and 0 below; at zero it is 0, as everywhere in the field.
 *
 * @see Nair & Hinton, 2010. https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf
 */
export const relu = (x: Tensor): Tensor => x.max(0).named("relu", { x });
