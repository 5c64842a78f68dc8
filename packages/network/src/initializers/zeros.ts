import { zeros as tensorOfZeros } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/** Zeros, as for biases. As kernel of a hidden layer they leave all of its units alike for ever. */
export const zeros: Initializer = (_key, shape, { dtype }) => tensorOfZeros(shape, { dtype });
