import { allocate } from "../dtype.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { dataOf, requireIndices, rowSize } from "../strided.ts";

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
};
