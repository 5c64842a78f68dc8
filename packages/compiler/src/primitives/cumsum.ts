import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y) => {
  const { axis, reverse } = attributesOf<{ axis: number; reverse: boolean }>(y);
  return [dy.cumsum(axis, { reverse: !reverse })];
};
export const formula: Formula = (write, _, x) => write.call("cumsum", x!);
