import type { Tensor } from "@chainrule/tensor";
import { clip } from "./internal/clip.ts";

/**
 * A tanh of three straight pieces: x, cut off at −1 and 1.
 *
 * Elementwise, any shape. The slope is 1 between, and 0 elsewhere, both corners included.
 *
 * @see Collobert, 2004. https://infoscience.epfl.ch/record/82802
 */
export const hardTanh = (x: Tensor): Tensor => clip(x, -1, 1).named("hardTanh", { x });
