import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy) => [dy];
export const formula: Formula = (write, node, _, ...inputs) =>
  write.call(attributesOf<{ name: string }>(node).name, ...inputs);
