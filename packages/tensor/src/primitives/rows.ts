import { allocate, requireOneDType } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { formatShape, sameShape } from "../shape.ts";
import { dataOf, requireIndices, rowSize } from "../strided.ts";
import { apply, fullLike } from "../tensor.ts";

/** The rows of a table, as int32 indices of any shape name them: `[...indices, ...row]`. */
export const take: Whole = {
  name: "take",
  result([table = first([]), indices = first([])]) {
    requireIndices("gather", indices);
    return { shape: [...indices.shape, ...table.shape.slice(1)], dtype: table.dtype };
  },
  evaluate([table, indices], _, { dtype }) {
    const [from, at, size] = [dataOf(table), dataOf(indices), rowSize(table)];
    const out = allocate(dtype, at.length * size);
    requireIndices("gather", indices, table?.shape[0]);
    at.forEach((row, i) => out.set(from.subarray(row * size, (row + 1) * size), i * size));
    return out;
  },
  gradient: (dy, _, table, indices) => [apply(scatterAdd, [fullLike(table!, 0), indices!, dy]), undefined],
};

/** A table whose named rows have updates added, in the order of the indices; a row may be named often. */
export const scatterAdd: Whole = {
  name: "scatterAdd",
  result([table = first([]), indices = first([]), updates = first([])]) {
    requireIndices("scatterAdd", indices);
    const expected = [...indices.shape, ...table.shape.slice(1)];
    if (!sameShape(updates.shape, expected)) {
      throw new ShapeError(
        `scatterAdd: expected updates of shape ${formatShape(expected)}, received ${formatShape(updates.shape)}. ` +
          "One row of the table for each index.",
      );
    }
    return { shape: table.shape, dtype: requireOneDType("scatterAdd", [table.dtype, updates.dtype]) };
  },
  evaluate([table, indices, updates]) {
    const [out, at, add, size] = [dataOf(table).slice(), dataOf(indices), dataOf(updates), rowSize(table)];
    requireIndices("scatterAdd", indices, table?.shape[0]);
    at.forEach((row, i) => {
      for (let j = 0; j < size; j++) out[row * size + j]! += add[i * size + j]!;
    });
    return out;
  },
  gradient: (dy, _, __, indices) => [dy, undefined, apply(take, [dy, indices!])],
};
