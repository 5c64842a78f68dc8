import { ShapeError } from "../errors.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { stridesOf } from "../shape.ts";
import { copyStrided } from "../strided.ts";

/** Axis i of the result is axis `permutation[i]` of the input. */
export const transpose: Whole<{ permutation: readonly number[] }> = {
  name: "transpose",
  result(inputs, { permutation }) {
    const { shape, dtype } = first(inputs);
    if ([...permutation].sort((a, b) => a - b).some((axis, i) => axis !== i) || permutation.length !== shape.length) {
      throw new ShapeError(
        `transpose: expected every axis from 0 to ${shape.length - 1} once, received [${permutation.join(", ")}].`,
      );
    }
    return { shape: permutation.map((axis) => shape[axis] ?? 1), dtype };
  },
  evaluate([x], { permutation }, { shape }) {
    const strides = stridesOf(x?.shape ?? []);
    return copyStrided(x, shape, permutation.map((axis) => strides[axis] ?? 1));
  },
  gradient: (dy, y) => {
    const { permutation } = attributesOf<{ permutation: readonly number[] }>(y);
    return [dy.transpose(permutation.map((_, axis) => permutation.indexOf(axis)))];
  },
};
