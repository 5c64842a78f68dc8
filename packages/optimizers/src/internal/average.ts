import type { Operand, Tensor } from "@chainrule/tensor";
import { oneMinus } from "./oneMinus.ts";

/** Running average: decay · old + (1 − decay) · fresh. */
export const average = (old: Tensor, fresh: Tensor, decay: Operand): Tensor =>
  old.mul(decay).add(fresh.mul(oneMinus(decay)));
