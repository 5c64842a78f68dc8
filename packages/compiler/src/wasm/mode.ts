/** How multiply-adds are rounded: once where the machine can, or twice as the interpreter does. */
export type Mode = "fused" | "exact";
