import type { Shape } from "@chainrule/tensor";
import { Code, type Local, ops, simd, types } from "./code.ts";
import { pushLength } from "./space.ts";

/** C[m, n] = A·B. Lengths may count rows; strides are in elements, of A along m and k; B and C are row-major. */
export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: { readonly address: number; readonly alongM: number; readonly alongK: number };
  readonly b: number;
  readonly c: number;
}

/** Rows and columns of the block of C that stays in registers: V8 has 15 of them for vectors. */
const tile = { fused: 6, exact: 4, columns: 8 };

/** Four steps along k at a time. */
const unroll = 4;

/** One function for a product of matrices. Each element of C is summed along k in order, from 0. */
export function matmulKernel(product: Product, fused: boolean): Code {
  const code = new Code(1);
  const { m, n } = product;
  const rows = fused ? tile.fused : tile.exact;
  const [i, end] = [code.local(types.i32), code.local(types.i32)];
  pushLength(code, m).set(end);
  const block = (height: number): void => {
    let column = 0;
    const wide = n - (n % tile.columns);
    if (wide > 0) {
      const j = code.local(types.i32);
      code.loop(j, 0, wide, tile.columns, () => block8(code, product, { i, height, j, column: 0, width: 8, fused }));
      column = wide;
    }
    for (; column < n; column += 4) {
      block8(code, product, { i, height, j: undefined, column, width: Math.min(4, n - column), fused });
    }
  };
  // Whole tiles first, then what is left, one height at a time where it is known and row by row where it is not.
  code.i32(0).set(i);
  code.op(ops.block, 0x40, ops.loop, 0x40).get(i).i32(rows).op(ops.i32Add).get(end).op(ops.i32GtS, ops.brIf, 1);
  block(rows);
  code.get(i).i32(rows).op(ops.i32Add).set(i).op(ops.br, 0, ops.end, ops.end);
  if (m >= 0) {
    if (m % rows > 0) block(m % rows);
    return code;
  }
  code.op(ops.block, 0x40, ops.loop, 0x40).get(i).get(end).op(ops.i32GeS, ops.brIf, 1);
  block(1);
  code.get(i).i32(1).op(ops.i32Add).set(i).op(ops.br, 0, ops.end, ops.end);
  return code;
}

interface Block {
  readonly i: Local;
  readonly height: number;
  readonly j: Local | undefined;
  readonly column: number;
  readonly width: number;
  readonly fused: boolean;
}

/** A block of C: loads nothing but A and B in its loop. */
function block8(code: Code, { k, n, a, b, c }: Product, { i, height, j, column, width, fused }: Block): void {
  const vectors = width > 4 ? 2 : 1;
  const sums = Array.from({ length: height * vectors }, () => code.local(types.v128));
  const parts = Array.from({ length: vectors }, () => code.local(types.v128));
  const one = code.local(types.v128);
  const [pa, pb, step, last] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  const zero = code.constant(0);
  for (const sum of sums) code.get(zero).set(sum);
  code
    .get(i)
    .i32(a.alongM * 4)
    .op(ops.i32Mul)
    .set(pa);
  if (j === undefined) code.i32(0).set(pb);
  else code.get(j).i32(4).op(ops.i32Mul).set(pb);

  const multiply = (u: number): void => {
    parts.forEach((part, v) =>
      code
        .get(pb)
        .memory(simd.load, b + (u * n + column + 4 * v) * 4, 0)
        .set(part),
    );
    for (let r = 0; r < height; r++) {
      code
        .get(pa)
        .memory(simd.load32Splat, a.address + (r * a.alongM + u * a.alongK) * 4, 0)
        .set(one);
      parts.forEach((part, v) => {
        const sum = sums[r * vectors + v]!;
        if (fused) code.get(one).get(part).get(sum).v(simd.relaxedMadd).set(sum);
        else code.get(sum).get(one).get(part).v(simd.mulF32).v(simd.addF32).set(sum);
      });
    }
  };
  const advance = (by: number): void => {
    code
      .get(pa)
      .i32(by * a.alongK * 4)
      .op(ops.i32Add)
      .set(pa);
    code
      .get(pb)
      .i32(by * n * 4)
      .op(ops.i32Add)
      .set(pb);
  };
  pushLength(code, k).set(last);
  code.i32(0).set(step);
  for (const by of [unroll, 1]) {
    code.op(ops.block, 0x40, ops.loop, 0x40).get(step).i32(by).op(ops.i32Add).get(last).op(ops.i32GtS, ops.brIf, 1);
    for (let u = 0; u < by; u++) multiply(u);
    advance(by);
    code.get(step).i32(by).op(ops.i32Add).set(step).op(ops.br, 0, ops.end, ops.end);
  }

  const target = code
    .get(i)
    .i32(n * 4)
    .op(ops.i32Mul)
    .keep(types.i32);
  if (j !== undefined) code.get(target).get(j).i32(4).op(ops.i32Mul, ops.i32Add).set(target);
  sums.forEach((sum, index) => {
    const offset = c + (Math.floor(index / vectors) * n + column + (index % vectors) * 4) * 4;
    const lanes = Math.min(4, width);
    if (lanes === 4) code.get(target).get(sum).memory(simd.store, offset, 0);
    // Fewer columns than a vector holds: the next row begins right behind.
    else
      for (let lane = 0; lane < lanes; lane++)
        code
          .get(target)
          .get(sum)
          .memory(simd.store32Lane, offset + lane * 4, 0)
          .op(lane);
  });
}

/** A matrix with its axes exchanged; `shape` is that of the result. */
export function flipKernel({ shape, from, to }: { shape: Shape; from: number; to: number }): Code {
  const code = new Code(1);
  const [i, j, rows, columns] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  pushLength(code, shape[0]!).set(rows);
  pushLength(code, shape[1]!).set(columns);
  code.loop(i, 0, { local: rows }, 1, () => {
    code.loop(j, 0, { local: columns }, 1, () => {
      code.get(i).get(columns).op(ops.i32Mul).get(j).op(ops.i32Add).i32(4).op(ops.i32Mul);
      code.get(j).get(rows).op(ops.i32Mul).get(i).op(ops.i32Add).i32(4).op(ops.i32Mul);
      code.op(ops.i32Load).index(2).index(from).op(ops.i32Store).index(2).index(to);
    });
  });
  return code;
}
