import type { NamedActivation } from "../sheet/types.ts";
import { add, type Box, columnsOf, filled, liftRows, multiply, rowsOf, scale } from "./box.ts";

/**
 * The slope written in the activation itself, as textbooks do: a(1 − a), 1 − a², a_i(δ_ij − a_j).
 *
 * Not how the library knows it: somebody who carries rounded numbers on gets other digits this way than from z, and
 * both are right. The tests hold each form against the derived slope.
 */
export function slopeFromOutput({ name }: NamedActivation): ((a: Box) => Box) | undefined {
  const one = (a: Box): Box => filled(a.shape, 1);
  switch (name) {
    case "sigmoid":
      return (a) => multiply(a, add(one(a), scale(a, -1)));
    case "tanh":
      return (a) => multiply(add(one(a), a), add(one(a), scale(a, -1)));
    case "softmax":
      return softmaxJacobian;
    default:
      return undefined;
  }
}

function softmaxJacobian(a: Box): Box {
  const [rows, n] = [rowsOf(a), columnsOf(a)];
  return liftRows(a, [rows, n, n], (p) =>
    Float64Array.from({ length: rows * n * n }, (_, cell) => {
      const [row, i, j] = [Math.floor(cell / (n * n)), Math.floor(cell / n) % n, cell % n];
      return p[row * n + i]! * (Number(i === j) - p[row * n + j]!);
    }),
  );
}
