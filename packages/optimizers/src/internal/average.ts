import type { Operand, Tensor } from "@chainrule/tensor";

/** Running average: decay · old + (1 − decay) · fresh. */
export const average = (old: Tensor, fresh: Tensor, decay: Operand): Tensor =>
  old.mul(decay).add(fresh.mul(typeof decay === "number" ? 1 - decay : decay.neg().add(1)));
