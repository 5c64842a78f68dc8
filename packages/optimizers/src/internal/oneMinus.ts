import type { Operand } from "@chainrule/tensor";

export const oneMinus = (x: Operand): Operand => (typeof x === "number" ? 1 - x : x.neg().add(1));
