import { Code, type Local, type Width } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import type { Mode } from "./mode.ts";
import { panelOf } from "./space.ts";
import { multiplyAdd, transposed } from "./vector.ts";

/** y[n] = x[k]·Bᵀ, with B of n rows in memory: addresses, and lengths that are known. */
export interface VectorProduct {
  readonly k: number;
  readonly n: number;
  readonly x: number;
  readonly b: number;
  /** Whether B lies in panels. */
  readonly panels: boolean;
  readonly y: number;
  readonly width: Width;
}

/**
 * Adds the code for one row times a transposed matrix, which is read as it lies. Each element of y is summed along k in
 * order, from 0: a vector at a time, from as many rows of B that are read as columns; four such vectors are in flight.
 */
export function multiplyVector(code: Code, { k, n, x, b, panels, y, width }: VectorProduct, mode: Mode): void {
  const { several } = code;
  const panel = panelOf(width);
  const all = 4 * several;
  const [row, source, step] = [0, 1, 2].map(() => code.local(types.i32)) as [Local, Local, Local];
  const factors = Array.from({ length: several }, () => code.local(types.v128));
  const sums = Array.from({ length: 4 }, () => code.local(types.v128));
  const zero = code.constant(0);
  // In a panel there are two vectors of columns, and then comes the next panel.
  const stride = panels ? panel : k;
  const halves = panels ? [0, several] : [0];
  const steps = several * halves.length;
  const add = (rows: number, columns: number, half: number): void => {
    factors.forEach((factor, u) =>
      code
        .get(step)
        .memory(simd.load32Splat, x + width * (half + u), 0)
        .set(factor),
    );
    for (let first = 0; first < rows; first += several) {
      // Rows that there are not repeat the last one.
      const tile = factors.map((_, r) => {
        const from = b + width * (half + stride * Math.min(first + r, rows - 1));
        return code.get(source).memory(simd.load, from, 0).keep();
      });
      transposed(code, tile)
        .slice(0, columns)
        .forEach((column, u) => multiplyAdd(code, mode, sums[first / several]!, factors[u]!, () => code.get(column)));
    }
  };
  const sumUp = (rows: number): void => {
    for (const sum of sums.slice(0, Math.ceil(rows / several))) code.get(zero).set(sum);
    code
      .get(row)
      .i32(width * stride)
      .op(ops.i32Mul)
      .set(source);
    const whole = k - (k % steps);
    code.loop(step, 0, width * whole, width * steps, () => {
      for (const half of halves) add(rows, several, half);
      code
        .get(source)
        .i32(width * (panels ? n * panel : several))
        .op(ops.i32Add)
        .set(source);
    });
    if (whole < k) {
      code.i32(width * whole).set(step);
      add(rows, k - whole, 0);
    }
    // y is padded to whole vectors.
    for (let first = 0; first < rows; first += several)
      code
        .get(row)
        .i32(width)
        .op(ops.i32Mul)
        .get(sums[first / several]!)
        .memory(simd.store, y + width * first, 0);
  };
  const whole = n - (n % all);
  code.loop(row, 0, whole, all, () => sumUp(all));
  if (whole === n) return;
  code.i32(whole).set(row);
  sumUp(n - whole);
}

/** One function for it. */
export function vectorKernel(product: VectorProduct, mode: Mode): Code {
  const code = new Code(undefined, product.width);
  multiplyVector(code, product, mode);
  return code;
}

/** Adds code that is run where there is one row, in place of what follows. */
export function forOneRow(code: Code, emit: () => void): void {
  code.get(0).i32(1).op(ops.i32Eq, ops.if, 0x40).also(emit).op(ops.return, ops.end);
}
