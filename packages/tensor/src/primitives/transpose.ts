import { refuse, ShapeError } from "../errors.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { permuted } from "../strided.ts";

/** Axis i of the result is axis `permutation[i]` of the input. */
export const transpose: Whole<"transpose", { permutation: readonly number[] }> = {
  name: "transpose",
  result([x], { permutation }) {
    const { shape, dtype } = x!;
    if (permutation.length !== shape.length || shape.some((_, axis) => !permutation.includes(axis))) {
      const expected = `every axis from 0 to ${shape.length - 1} once`;
      refuse(ShapeError, "transpose", expected, String(permutation), "Name those left out.");
    }
    return { shape: permutation.map((axis) => shape[axis]!), dtype };
  },
  evaluate: ([x], { permutation }) => permuted(x!, permutation),
  gradient: (dy, y) => {
    const { permutation } = attributesOf<{ permutation: readonly number[] }>(y);
    return [dy.transpose(permutation.map((_, axis) => permutation.indexOf(axis)))];
  },
};
