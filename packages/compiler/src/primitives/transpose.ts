import { attributesOf, type Formula, type Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y) => {
  const { permutation } = attributesOf<{ permutation: readonly number[] }>(y);
  return [dy.transpose(permutation.map((_, axis) => permutation.indexOf(axis)))];
};
export const formula: Formula = (write, _, x) => write.power(x!, write.symbol("T"));
