import type { primitives, Tensor } from "@chainrule/tensor";
import type { Notation, Printed } from "./notation.ts";

export type PrimitiveName = keyof typeof primitives;

/**
 * The gradients of the inputs, from that of the result `y`: one for each, undefined where there is none.
 * One that is larger than its input, because that was broadcast, is summed by the caller.
 */
export type Gradient = (dy: Tensor, y: Tensor, ...inputs: Tensor[]) => readonly (Tensor | undefined)[];

/** The operation as one writes it, from the formulas of its inputs. */
export type Formula = (write: Notation, node: Tensor, ...inputs: Printed[]) => Printed;

/** The attributes of an expression. */
export const attributesOf = <A>(node: Tensor): A => node.source!.attributes as A;
