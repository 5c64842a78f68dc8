import type { Tensor } from "@chainrule/tensor";
import type { Notation, Printed } from "./notation.ts";

/** The operation as one writes it, from the formulas of its inputs. */
export type Formula = (write: Notation, node: Tensor, ...inputs: Printed[]) => Printed;
