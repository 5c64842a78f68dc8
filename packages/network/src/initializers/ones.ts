import { ones as tensorOfOnes } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/** Ones. As kernel of a hidden layer they leave all of its units alike for ever. */
export const ones: Initializer = (_key, shape, { dtype }) => tensorOfOnes(shape, { dtype });
