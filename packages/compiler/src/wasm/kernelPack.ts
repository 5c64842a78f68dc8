import type { Shape } from "@chainrule/tensor";
import { Code, type Local, signatures, type Width } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { type Kernel, part, pushLeast, shift, timeFor } from "./kernel.ts";
import { forOneRow } from "./kernelVector.ts";
import { panelOf, pushLength } from "./space.ts";
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
  /** Whether the product asks for a panel at a time, where a part begins: so it is read while it is in the cache. */
  readonly onDemand: boolean;
  readonly width: Width;
}

/** Bytes that a packed matrix takes; packing may write up to three rows too many. */
export const packedSize = (k: number, n: number, width: Width): number => 32 * (Math.ceil(n / panelOf(width)) * k + 3);

/** Lays a matrix in panels, so that a product reads it from one end to the other. */
export function packKernel({ k, n, flipped, panels, from, to, forMany, onDemand, width }: Packing): Kernel {
  const code = new Code(onDemand ? signatures.inner : signatures.piece, width);
  const { several } = code;
  const panel = panelOf(width);
  if (forMany) forOneRow(code, () => undefined);
  const [j, i, end, source, target] = [0, 1, 2, 3, 4].map(() => code.local(types.i32)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  pushLength(code, k).set(end);
  code.get(part.from).get(end).op(ops.i32Mul).i32(width).op(ops.i32Mul);
  if (onDemand) code.get(shift).op(ops.i32Sub);
  code.set(target);
  /** Numbers from a row of a transposed matrix to the next; a vector of steps at a time, or two in a panel. */
  const stride = panels ? panel : k;
  const halves = panels ? [0, several] : [0];
  const steps = flipped ? several * halves.length : 1;
  const pack = (columns: number): void => {
    // Column j of the panel begins at element j of a row, or at row j.
    code
      .get(j)
      .i32(width * (flipped ? stride : 1))
      .op(ops.i32Mul)
      .set(source);
    code.loop(i, 0, { local: end }, steps, () => {
      if (flipped)
        for (const half of halves)
          transposeTile(code, { source, target, from: from + width * half, to: to + 32 * half, stride, columns });
      else
        for (const v of [0, 16])
          code
            .get(target)
            .get(source)
            .memory(simd.load, from + v, 0)
            .memory(simd.store, to + v, 0);
      code
        .get(source)
        .i32(width * (panels ? n * panel : flipped ? several : n))
        .op(ops.i32Add)
        .set(source);
      code
        .get(target)
        .i32(32 * steps)
        .op(ops.i32Add)
        .set(target);
    });
    // The tiles of several rows may have gone too far.
    if (flipped && k % several > 0)
      code
        .get(target)
        .i32(32 * (several - (k % several)))
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
  const inOrder = flipped && k % several > 0;
  return { code, length: n, grain: inOrder ? n : panel, time: timeFor([k, n], width / 16), inner: onDemand };
}

/** Steps along k, as many as a vector holds, of up to a panel of rows: as rows of a panel. */
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
  for (const half of [0, code.several]) {
    // Columns that there are not repeat the last one.
    const tile = Array.from({ length: code.several }, (_, r) => {
      const row = Math.min(half + r, columns - 1);
      return code
        .get(source)
        .memory(simd.load, from + row * stride * code.width, 0)
        .keep();
    });
    transposed(code, tile).forEach((step, row) =>
      code
        .get(target)
        .get(step)
        .memory(simd.store, to + row * 32 + half * code.width, 0),
    );
  }
}

/** A matrix with its axes exchanged; `shape` is that of the result. */
export function flipKernel({
  shape,
  from,
  to,
  width,
}: {
  shape: Shape;
  from: number;
  to: number;
  width: Width;
}): Kernel {
  const code = new Code();
  const [i, j, rows, columns] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  pushLength(code, shape[0]!).set(rows);
  pushLength(code, shape[1]!).set(columns);
  // The instructions for 64 bits stand behind those for 32.
  const longer = width === 8 ? 1 : 0;
  code.loop(i, { local: part.from }, { local: part.to }, 1, () => {
    code.loop(j, 0, { local: columns }, 1, () => {
      code.get(i).get(columns).op(ops.i32Mul).get(j).op(ops.i32Add).i32(width).op(ops.i32Mul);
      code.get(j).get(rows).op(ops.i32Mul).get(i).op(ops.i32Add).i32(width).op(ops.i32Mul);
      code
        .op(ops.i32Load + longer)
        .index(2)
        .index(from)
        .op(ops.i32Store + longer)
        .index(2)
        .index(to);
    });
  });
  return { code, length: shape[0]!, grain: 1, time: timeFor(shape, 1) };
}
