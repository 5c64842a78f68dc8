import { concat, Tensor } from "@chainrule/tensor";

/** Rows that are predicted at once: what they need stays in the cache, however many there are. */
const piece = 1024;

/** Tensors of equally many rows, so many rows at a time. */
export function inPieces(tensors: readonly Tensor[]): (readonly Tensor[])[] {
  const rows = tensors[0]!.shape[0]!;
  if (rows <= piece) return [tensors];
  return Array.from({ length: Math.ceil(rows / piece) }, (_, i) => {
    const [from, to] = [i * piece, Math.min((i + 1) * piece, rows)];
    return tensors.map(({ shape, dtype, data }) => {
      const width = data!.length / rows;
      return new Tensor({ shape: [to - from, ...shape.slice(1)], dtype }, data!.subarray(from * width, to * width));
    });
  });
}

/** What belongs together, of results by piece. */
export const joined = ([first, ...others]: readonly Tensor[][]): Tensor[] =>
  others.length > 0 ? first!.map((x, i) => concat([x, ...others.map((part) => part[i]!)], 0)) : first!;
