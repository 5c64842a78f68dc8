import { attributesOf } from "@chainrule/tensor";
import type { Formula } from "../facets.ts";

export const formula: Formula = (write, node, _, ...inputs) => {
  const { name } = attributesOf<{ name: string }>(node);
  return name === "power" ? write.power(inputs[0]!, inputs[1]!) : write.call(name, ...inputs);
};
