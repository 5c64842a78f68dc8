import { sumBlock } from "@chainrule/tensor/math";
import { Code, type Local, type Width } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { type Kernel, part, pushLeast, timeFor } from "./kernel.ts";
import { panelOf, pushLength, type Space } from "./space.ts";

/** A sum or a maximum over the rows or over the columns of a matrix. */
export interface Reduction {
  readonly kind: "sum" | "reduceMax";
  /** The matrix. */
  readonly lead: number;
  readonly last: number;
  /** Over the columns: one number for each row. Else one for each column. */
  readonly along: "columns" | "rows";
  readonly width: Width;
  readonly from: number;
  readonly to: number;
  /** Where the matrix is laid in panels on the way, as `packKernel` lays it: of one over the rows. */
  readonly panels?: number | undefined;
}

const combine = { sum: simd.addF32, reduceMax: simd.maxF32 };

/**
 * One function for a reduction. A sum goes round eight partial sums, block by block, that are added as the interpreter
 * adds them: ((s₀+s₄)+(s₂+s₆)) + ((s₁+s₅)+(s₃+s₇)).
 */
export function reduceKernel(reduction: Reduction): Kernel {
  return reduction.along === "columns" ? overColumns(reduction) : overRows(reduction);
}

const timeOf = ({ lead, last, width }: Reduction): number => timeFor([lead, last], width / 16);

const neutral = ({ kind }: Reduction): number => (kind === "sum" ? 0 : -Infinity);

/**
 * Adds the code for partial results of elements, of so many by themselves where there may be more.
 *
 * @param length - of the axis, and where it is
 * @param add - adds those from the first to before the second place
 */
function inBlocks(
  code: Code,
  reduction: Reduction,
  sums: readonly Local[],
  [length, count]: readonly [length: number, count: Local],
  add: (from: Local, to: Local) => void,
): void {
  const start = code.number(neutral(reduction));
  const clear = (sum: Local): void => void code.get(start).set(sum);
  const begin = code.local(types.i32);
  sums.forEach(clear);
  if (reduction.kind !== "sum" || (length >= 0 && length <= sumBlock)) {
    add(begin, count);
    return;
  }
  const totals = sums.map(() => code.get(start).keep());
  const end = code.local(types.i32);
  code.loop(begin, 0, { local: count }, sumBlock, () => {
    sums.forEach(clear);
    code.get(begin).i32(sumBlock).op(ops.i32Add).set(end);
    pushLeast(code, end, length).set(end);
    add(begin, end);
    totals.forEach((total, i) => void code.get(total).get(sums[i]!).v(combine[reduction.kind]).set(total));
  });
  totals.forEach((total, i) => void code.get(total).set(sums[i]!));
}

/** Contiguous: the eight partial sums are the lanes of two vectors, or of four. */
function overColumns(reduction: Reduction): Kernel {
  const { kind, lead, last, from, to, width } = reduction;
  const code = new Code(undefined, width);
  const [row, i, whole, length, base] = Array.from({ length: 5 }, () => code.local(types.i32)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const sums = Array.from({ length: width / 2 }, () => code.local(types.v128));
  const start = code.number(neutral(reduction));
  const lanes = code.lanes();
  pushLength(code, last).set(length);
  code.loop(row, { local: part.from }, { local: part.to }, 1, () => {
    code.get(row).get(length).op(ops.i32Mul).i32(width).op(ops.i32Mul).set(base);
    const add = (sum: Local, offset: number, rest: boolean): void => {
      code
        .get(sum)
        .get(base)
        .get(i)
        .i32(width)
        .op(ops.i32Mul, ops.i32Add)
        .memory(simd.load, from + offset, 0);
      if (rest) {
        // Beyond the end the neutral element takes the place of what lies there.
        code
          .get(start)
          .get(lanes)
          .get(length)
          .get(i)
          .op(ops.i32Sub)
          .i32(offset / width)
          .op(ops.i32Sub)
          .v(simd.i32Splat);
        code.v(simd.ltI32).v(simd.bitselect);
      }
      code.v(combine[kind]).set(sum);
    };
    inBlocks(code, reduction, sums, [last, length], (first, end) => {
      code.get(end).i32(-8).op(ops.i32And).set(whole);
      code.loop(i, { local: first }, { local: whole }, 8, () => sums.forEach((sum, s) => add(sum, 16 * s, false)));
      code.get(whole).get(end).op(ops.i32LtS, ops.if, 0x40).get(whole).set(i);
      sums.forEach((sum, s) => add(sum, 16 * s, true));
      code.op(ops.end);
    });
    let left = sums;
    while (left.length > 1) {
      const half = left.length / 2;
      left = left.slice(0, half).map((sum, s) =>
        code
          .get(sum)
          .get(left[s + half]!)
          .v(combine[kind])
          .keep(),
      );
    }
    let total = left[0]!;
    for (let by = 8; by >= width; by /= 2) total = folded(code, total, by, kind);
    code.get(row).i32(width).op(ops.i32Mul).get(total).memory(simd.store32Lane, to, 0).op(0);
  });
  return { code, length: lead, grain: 1, time: timeOf(reduction) };
}

/** Lanes added to those that lie so many bytes behind. */
function folded(code: Code, x: Local, by: number, kind: Reduction["kind"]): Local {
  code
    .get(x)
    .get(x)
    .get(x)
    .v(simd.shuffle)
    .op(...Array.from({ length: 16 }, (_, at) => by + (at % by)));
  return code.v(combine[kind]).keep();
}

/** Strided: a vector of columns at a time, each with eight partial sums. */
function overRows(reduction: Reduction): Kernel {
  const { kind, lead, last, from, to, width, panels } = reduction;
  const code = new Code(undefined, width);
  const [column, row, rows, columns, at, target] = Array.from({ length: 6 }, () => code.local(types.i32)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const panel = panelOf(width);
  const sums = Array.from({ length: 8 }, () => code.local(types.v128));
  pushLength(code, lead).set(rows);
  pushLength(code, last).set(columns);
  // The result is padded to whole vectors: the last one may reach beyond its end.
  code.loop(column, { local: part.from }, { local: part.to }, code.several, () => {
    code.get(column).i32(width).op(ops.i32Mul).set(at).i32(0).set(row);
    code.get(column).i32(-panel).op(ops.i32And).get(rows).op(ops.i32Mul);
    code
      .get(column)
      .i32(panel - 1)
      .op(ops.i32And, ops.i32Add)
      .i32(width)
      .op(ops.i32Mul)
      .set(target);
    const next = (sum: Local): void => {
      const some = code.get(at).memory(simd.load, from, 0).keep();
      code.get(sum).get(some).v(combine[kind]).set(sum);
      if (panels !== undefined) code.get(target).get(some).memory(simd.store, panels, 0);
      code.get(target).i32(32).op(ops.i32Add).set(target);
      code.get(at).get(columns).i32(width).op(ops.i32Mul, ops.i32Add).set(at);
      code.get(row).i32(1).op(ops.i32Add).set(row);
    };
    inBlocks(code, reduction, sums, [lead, rows], (_, end) => {
      code.op(ops.block, 0x40, ops.loop, 0x40);
      for (const sum of sums) {
        code.get(row).get(end).op(ops.i32GeS, ops.brIf, 1);
        next(sum);
      }
      code.op(ops.br, 0, ops.end, ops.end);
    });
    const pair = (a: number, b: number): void => void code.get(sums[a]!).get(sums[b]!).v(combine[kind]).set(sums[a]!);
    for (let s = 0; s < 4; s++) pair(s, s + 4);
    pair(0, 2);
    pair(1, 3);
    pair(0, 1);
    code.get(column).i32(width).op(ops.i32Mul).get(sums[0]!).memory(simd.store, to, 0);
  });
  return { code, length: last, grain: 16, time: timeOf(reduction) };
}

/** The matrix that a reduction over axes amounts to; undefined where the axes are neither first nor last. */
export function reductionOf(
  shape: readonly number[],
  axes: readonly number[],
): (Space & { along: Reduction["along"] }) | undefined {
  const product = (lengths: readonly number[]): number => lengths.reduce((size, length) => size * length, 1);
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  const gone = axes.map((axis) => shape[axis]!);
  const first = axes.every((axis, i) => axis === i);
  const last = axes.every((axis, i) => axis === shape.length - axes.length + i);
  if (last) return { lead: product(kept), last: product(gone), along: "columns" };
  return first ? { lead: product(gone), last: product(kept), along: "rows" } : undefined;
}
