export type { ApplyContext, Layer, Memory } from "@chainrule/tensor";
