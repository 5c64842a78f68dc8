import { allocate, requireOneDType } from "../dtype.ts";
import { refuse, ShapeError } from "../errors.ts";
import type { Spec, Whole } from "../primitive.ts";
import { formatShape, normalizeAxis, sameShape, type Shape } from "../shape.ts";
import { requireIndices, rowSize } from "../strided.ts";
import { apply, fullLike } from "../tensor.ts";

/** The rows that int32 indices name: `[...indices, ...row]`. */
function rowsShape(who: string, table: Spec, indices: Spec): Shape {
  requireIndices(who, indices);
  normalizeAxis(who, table.shape.length, 0);
  return [...indices.shape, ...table.shape.slice(1)];
}

/** The rows of a table, as int32 indices of any shape name them: `[...indices, ...row]`. */
export const take: Whole<"take"> = {
  name: "take",
  result: ([table, indices]) => ({ shape: rowsShape("gather", table!, indices!), dtype: table!.dtype }),
  evaluate([table, indices], _, { dtype }) {
    const size = rowSize(table!);
    const out = allocate(dtype, indices!.data.length * size);
    requireIndices("gather", indices!, table!.shape[0]);
    indices!.data.forEach((row, i) => out.set(table!.data.subarray(row * size, (row + 1) * size), i * size));
    return out;
  },
  gradient: (dy, _, table, indices) => [apply(scatterAdd, [fullLike(table, 0), indices, dy]), undefined],
};

/** A table whose named rows have updates added, in the order of the indices; a row may be named often. */
export const scatterAdd: Whole<"scatterAdd"> = {
  name: "scatterAdd",
  result([table, indices, updates]) {
    const expected = rowsShape("scatterAdd", table!, indices!);
    if (!sameShape(updates!.shape, expected)) {
      const cure = "One row of the table for each index.";
      refuse(ShapeError, "scatterAdd", `updates of shape ${formatShape(expected)}`, formatShape(updates!.shape), cure);
    }
    return { shape: table!.shape, dtype: requireOneDType("scatterAdd", [table!, updates!]) };
  },
  evaluate([table, indices, updates]) {
    const size = rowSize(table!);
    const out = table!.data.slice();
    requireIndices("scatterAdd", indices!, table!.shape[0]);
    indices!.data.forEach((row, i) => {
      for (let j = 0; j < size; j++) out[row * size + j]! += updates!.data[i * size + j]!;
    });
    return out;
  },
  gradient: (dy, _, __, indices) => [dy, undefined, apply(take, [dy, indices])],
};
