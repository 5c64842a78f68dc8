import { zerosLike } from "@chainrule/tensor";
import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, table, indices) => [zerosLike(table!).scatterAdd(indices!, dy), undefined];
export const formula: Formula = (write, _, table, indices) => write.index(table!, indices!.text);
