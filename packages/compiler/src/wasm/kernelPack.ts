import type { Shape } from "@chainrule/tensor";
import { Code, type Local, ops, simd, types } from "./code.ts";
import { type Kernel, part, pushLeast, timeFor } from "./kernel.ts";
import { forOneRow } from "./kernelVector.ts";
import { panel, pushLength } from "./space.ts";
import { transposed } from "./vector.ts";

/** A matrix [k, n] to be laid in panels, or its transpose [n, k] where it is `flipped`; that may be in panels too. */
export interface Packing {
  readonly panels: boolean;
  readonly k: number;
  readonly n: number;
  readonly flipped: boolean;
  readonly from: number;
  readonly to: number;
  /** Whether nobody wants it where the batch is of one row. */
  readonly forMany: boolean;
}

/** Bytes that a packed matrix takes; packing may write up to three rows too many. */
export const packedSize = (k: number, n: number): number => (Math.ceil(n / panel) * k + 3) * panel * 4;

/** Lays a matrix in panels of eight columns, so that a product reads it from one end to the other. */
export function packKernel({ k, n, flipped, panels, from, to, forMany }: Packing): Kernel {
  const code = new Code();
  if (forMany) forOneRow(code, () => undefined);
  const [j, i, end, source, target] = [0, 1, 2, 3, 4].map(() => code.local(types.i32)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  pushLength(code, k).set(end);
  code.get(part.from).get(end).op(ops.i32Mul).i32(4).op(ops.i32Mul).set(target);
  /** Numbers from a row of a transposed matrix to the next; four steps at a time, or two times four in a panel. */
  const stride = panels ? panel : k;
  const fours = panels ? [0, 4] : [0];
  const steps = flipped ? 4 * fours.length : 1;
  const pack = (columns: number): void => {
    // Column j of the panel begins at element j of a row, or at row j.
    code
      .get(j)
      .i32(4 * (flipped ? stride : 1))
      .op(ops.i32Mul)
      .set(source);
    code.loop(i, 0, { local: end }, steps, () => {
      if (flipped)
        for (const four of fours)
          transposeTile(code, { source, target, from: from + 4 * four, to: to + 4 * panel * four, stride, columns });
      else
        for (const v of [0, 16])
          code
            .get(target)
            .get(source)
            .memory(simd.load, from + v, 0)
            .memory(simd.store, to + v, 0);
      code
        .get(source)
        .i32(4 * (panels ? n * panel : flipped ? 4 : n))
        .op(ops.i32Add)
        .set(source);
      code
        .get(target)
        .i32(4 * panel * steps)
        .op(ops.i32Add)
        .set(target);
    });
    // The tiles of four rows may have gone too far.
    if (flipped && k % 4 > 0)
      code
        .get(target)
        .i32(4 * panel * (4 - (k % 4)))
        .op(ops.i32Sub)
        .set(target);
  };
  const whole = n - (n % panel);
  if (whole > 0) {
    const limit = pushLeast(code, part.to, whole).keep(types.i32);
    code.loop(j, { local: part.from }, { local: limit }, panel, () => pack(panel));
  }
  if (whole < n) {
    code.get(part.to).i32(n).op(ops.i32Eq, ops.if, 0x40).i32(whole).set(j);
    pack(n - whole);
    code.op(ops.end);
  }
  // Where a panel may run on into the next one, they have to be packed in order.
  const inOrder = flipped && k % 4 > 0;
  return { code, length: n, grain: inOrder ? n : panel, time: timeFor([k, n], 0.25) };
}

/** Four steps along k of up to eight rows, as four rows of eight columns. */
function transposeTile(
  code: Code,
  {
    source,
    target,
    from,
    to,
    stride,
    columns,
  }: { source: Local; target: Local; from: number; to: number; stride: number; columns: number },
): void {
  for (const half of [0, 4]) {
    // Columns that there are not repeat the last one.
    const four = [0, 1, 2, 3].map((r) => {
      const row = Math.min(half + r, columns - 1);
      return code
        .get(source)
        .memory(simd.load, from + row * stride * 4, 0)
        .keep();
    });
    transposed(code, four).forEach((step, row) =>
      code
        .get(target)
        .get(step)
        .memory(simd.store, to + (row * panel + half) * 4, 0),
    );
  }
}

/** A matrix with its axes exchanged; `shape` is that of the result. */
export function flipKernel({ shape, from, to }: { shape: Shape; from: number; to: number }): Kernel {
  const code = new Code();
  const [i, j, rows, columns] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  pushLength(code, shape[0]!).set(rows);
  pushLength(code, shape[1]!).set(columns);
  code.loop(i, { local: part.from }, { local: part.to }, 1, () => {
    code.loop(j, 0, { local: columns }, 1, () => {
      code.get(i).get(columns).op(ops.i32Mul).get(j).op(ops.i32Add).i32(4).op(ops.i32Mul);
      code.get(j).get(rows).op(ops.i32Mul).get(i).op(ops.i32Add).i32(4).op(ops.i32Mul);
      code.op(ops.i32Load).index(2).index(from).op(ops.i32Store).index(2).index(to);
    });
  });
  return { code, length: shape[0]!, grain: 1, time: timeFor(shape, 1) };
}
