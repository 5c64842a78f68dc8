import { Code, type Local, ops, simd, types } from "./code.ts";
import type { Mode } from "./mode.ts";
import { panel } from "./space.ts";
import { multiplyAdd, transposed } from "./vector.ts";

/** y[n] = x[k]·Bᵀ, with B of n rows in memory: addresses, and lengths that are known. */
export interface VectorProduct {
  readonly k: number;
  readonly n: number;
  readonly x: number;
  readonly b: number;
  /** Whether B lies in panels of eight columns. */
  readonly panels: boolean;
  readonly y: number;
}

/**
 * Adds the code for one row times a transposed matrix, which is read as it lies. Each element of y is summed along k in
 * order, from 0: four at a time, from four rows of B that are read as four columns; four such fours are in flight.
 */
export function multiplyVector(code: Code, { k, n, x, b, panels, y }: VectorProduct, mode: Mode): void {
  const [row, source, step] = [0, 1, 2].map(() => code.local(types.i32)) as [Local, Local, Local];
  const factors = Array.from({ length: 4 }, () => code.local(types.v128));
  const sums = Array.from({ length: 4 }, () => code.local(types.v128));
  const zero = code.constant(0);
  // In a panel there are two times four columns, and then comes the next panel.
  const stride = panels ? panel : k;
  const fours = panels ? [0, 4] : [0];
  const steps = 4 * fours.length;
  const add = (rows: number, columns: number, four: number): void => {
    factors.forEach((factor, u) =>
      code
        .get(step)
        .memory(simd.load32Splat, x + 4 * (four + u), 0)
        .set(factor),
    );
    for (let first = 0; first < rows; first += 4) {
      // Rows that there are not repeat the last one.
      const quarter = [0, 1, 2, 3].map((r) => {
        const from = b + 4 * (four + stride * Math.min(first + r, rows - 1));
        return code.get(source).memory(simd.load, from, 0).keep();
      });
      transposed(code, quarter)
        .slice(0, columns)
        .forEach((column, u) => multiplyAdd(code, mode, sums[first / 4]!, factors[u]!, () => code.get(column)));
    }
  };
  const sumUp = (rows: number): void => {
    for (const sum of sums.slice(0, Math.ceil(rows / 4))) code.get(zero).set(sum);
    code
      .get(row)
      .i32(4 * stride)
      .op(ops.i32Mul)
      .set(source);
    const whole = k - (k % steps);
    code.loop(step, 0, 4 * whole, 4 * steps, () => {
      for (const four of fours) add(rows, 4, four);
      code
        .get(source)
        .i32(4 * (panels ? n * panel : 4))
        .op(ops.i32Add)
        .set(source);
    });
    if (whole < k) {
      code.i32(4 * whole).set(step);
      add(rows, k - whole, 0);
    }
    // y is padded to whole vectors.
    for (let first = 0; first < rows; first += 4)
      code
        .get(row)
        .i32(4)
        .op(ops.i32Mul)
        .get(sums[first / 4]!)
        .memory(simd.store, y + 4 * first, 0);
  };
  const whole = n - (n % 16);
  code.loop(row, 0, whole, 16, () => sumUp(16));
  if (whole === n) return;
  code.i32(whole).set(row);
  sumUp(n - whole);
}

/** One function for it. */
export function vectorKernel(product: VectorProduct, mode: Mode): Code {
  const code = new Code();
  multiplyVector(code, product, mode);
  return code;
}

/** Adds code that is run where there is one row, in place of what follows. */
export function forOneRow(code: Code, emit: () => void): void {
  code.get(0).i32(1).op(ops.i32Eq, ops.if, 0x40).also(emit).op(ops.return, ops.end);
}
