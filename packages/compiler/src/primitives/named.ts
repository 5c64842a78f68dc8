import { attributesOf } from "@chainrule/tensor";
import type { Formula } from "../facets.ts";

export const formula: Formula = (write, node, _, ...inputs) =>
  write.call(attributesOf<{ name: string }>(node).name, ...inputs);
