import { Code, type Local, type Width } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { type Kernel, part, pushLeast, timeFor } from "./kernel.ts";
import { type Elements, elementsIn, type Fusion } from "./kernelElementwise.ts";
import type { Mode } from "./mode.ts";
import { forOneRow, multiplyVector, type VectorProduct } from "./kernelVector.ts";
import { panelOf, pushLength } from "./space.ts";
import { multiplyAdd } from "./vector.ts";

/** C[m, n] = A·B. Lengths may count rows; strides are in elements, of A along m and k. */
export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: {
    readonly address: number;
    readonly alongM: number;
    readonly alongK: number;
    /** Room for rows of A, where it is read as it lies transposed: as many bytes as `asideSize` says. */
    readonly aside?: number | undefined;
  };
  /** Row-major, or in panels as `packKernel` lays them. A giver is a function that lays one where a part begins. */
  readonly b: { readonly address: number; readonly packed: boolean; readonly giver?: number | undefined };
  readonly c: number;
  readonly width: Width;
  /** What is done with C in place of storing it. */
  readonly then?: Fusion | undefined;
}

/** Steps along k at a time. */
const unroll = 2;

/** A block of C that stays in registers: V8 has 15 of them for vectors, of which A and B take some. */
interface Tile {
  readonly height: number;
  readonly vectors: number;
}

/** The tiles for so many rows of a product, the highest first; the lowest has one row. */
function tilesFor(m: number, { n, b, then, width }: Product, mode: Mode): Tile[] {
  const low = b.packed || then?.inPanels;
  const table: readonly (readonly [height: number, vectors: number])[] =
    n * width > 32 && n * width <= 48 && !low
      ? [
          [3, 3],
          [1, 3],
        ]
      : [...(mode === "fused" ? [[6, 2] as const] : []), [4, 2], [2, low ? 2 : 4], [1, low ? 2 : 8]];
  const tiles = table.map(([height, vectors]) => ({ height, vectors }));
  if (m < 0) return tiles.filter(({ height }) => height !== 2); // which would be rare
  // Of a known number of rows only some heights are needed.
  let left = m;
  return tiles.filter(({ height }) => {
    const before = left;
    while (fits(height, left)) left -= height;
    return left < before;
  });
}

/** Whether a tile is next. Two of four rows are faster than one of six and one of two. */
const fits = (height: number, left: number): boolean => left >= height && (height < 6 || left !== 8);

/** Along which axis of C there are more parts to be had. */
export const axisOf = ({ m, n, packed }: { m: number; n: number; packed: boolean }): "rows" | "columns" =>
  m / grains.rows > n / (packed ? grains.packed : grains.columns) ? "rows" : "columns";

/** Parts begin at multiples: so many rows are whole tiles, and so many columns. */
const grains = { rows: 12, columns: 32, packed: 8 };

/**
 * One function for a product of matrices. Each element of C is summed along k in order, from 0.
 *
 * @param along - what it can be done in parts of: rows of C, or its columns
 * @param oneRow - the same of one row, where the number of rows is open and that has a way of its own
 */
export function matmulKernel(product: Product, mode: Mode, along: "rows" | "columns", oneRow?: VectorProduct): Kernel {
  const { m, k, n, a, b, width } = product;
  const code = new Code(undefined, width);
  const { several } = code;
  const panel = panelOf(width);
  const inRows = along === "rows";
  const axis = inRows
    ? { length: m, grain: grains.rows }
    : { length: n, grain: b.packed ? grains.packed : grains.columns };
  const tiles = tilesFor(inRows ? -1 : m, product, mode);
  const [i, j, first, end, left] = [0, 1, 2, 3, 4].map(() => code.local(types.i32)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  (inRows ? code.get(part.from) : code.i32(0)).set(first);
  (inRows ? code.get(part.to) : pushLength(code, m)).set(end);
  const beside = layerAside(code, product, i);
  const then = product.then && elementsIn(code, product.then, mode);
  then?.load("scalar");
  const one = ({ height }: Tile, vectors: number, lanes: number): void =>
    block(code, beside?.product ?? product, {
      i,
      from: beside?.from,
      j,
      height,
      vectors,
      lanes,
      mode,
      then,
    });
  /** One row, from several panels at a time: the sums of one would have to wait for each other. */
  const lowly = (): void => {
    const wide = 4 * panel;
    const whole = n - (n % wide);
    code.i32(0).set(i);
    if (whole > 0) code.loop(j, 0, whole, wide, () => one({ height: 1, vectors: 8 }, 8, wide));
    if (whole === n) return;
    code.i32(whole).set(j);
    one({ height: 1, vectors: 8 }, Math.ceil((n - whole) / several), n - whole);
  };
  /** Runs over the rows from the first to the end, as many at a time as a tile is high. */
  const rows = (body: (tile: Tile) => void): void => {
    code.get(first).set(i);
    beside?.begin();
    for (const tile of tiles) {
      const more = (): void => {
        code.get(end).get(i).op(ops.i32Sub).set(left);
        code.get(left).i32(tile.height).op(ops.i32GeS);
        if (tile.height === 6) code.get(left).i32(8).op(ops.i32Ne, ops.i32And); // as in fits
      };
      code.while(more, () => {
        body(tile);
        beside?.next();
        code.get(i).i32(tile.height).op(ops.i32Add).set(i);
      });
    }
  };
  /** Runs over the columns, so many at a time; the last time there may be fewer. */
  const columns = (width: number, body: (columns: number) => void): void => {
    const whole = n - (n % width);
    const limit = inRows ? whole : { local: pushLeast(code, part.to, whole).keep(types.i32) };
    if (whole > 0) code.loop(j, inRows ? 0 : { local: part.from }, limit, width, () => body(width));
    if (whole === n) return;
    if (!inRows) code.get(part.to).i32(n).op(ops.i32Eq, ops.if, 0x40);
    code.i32(whole).set(j);
    body(n - whole);
    if (!inRows) code.op(ops.end);
  };
  if (oneRow || (b.packed && k > 0 && (m === 1 || m === -1)))
    forOneRow(code, () => {
      // The last of the parts does all of it.
      code
        .get(part.to)
        .also(() => pushLength(code, axis.length))
        .op(ops.i32Eq, ops.if, 0x40);
      if (oneRow) multiplyVector(code, oneRow, mode);
      else lowly();
      code.op(ops.end);
      then?.end();
    });
  // A panel of B stays in the cache while A streams past it; or a few rows of A while B streams past them.
  const multiply = (): void => {
    if (b.packed && (beside || a.alongK === 1))
      columns(panel, (wide) => {
        if (b.giver !== undefined) {
          code.get(0).get(j).get(j).i32(wide).op(ops.i32Add);
          code.get(j).get(part.from).op(ops.i32Sub);
          pushLength(code, k).op(ops.i32Mul).i32(width).op(ops.i32Mul, ops.call).index(b.giver);
        }
        rows((tile) => one(tile, Math.ceil(wide / several), wide));
      });
    else rows((tile) => columns(tile.vectors * several, (wide) => one(tile, Math.ceil(wide / several), wide)));
  };
  if (beside)
    code.loop(first, { local: part.from }, { local: part.to }, together, () => {
      code.get(first).i32(together).op(ops.i32Add).set(end);
      code.get(end).get(part.to).get(end).get(part.to).op(ops.i32LtS, ops.select).set(end);
      rows(({ height }) => beside.lay(height));
      multiply();
    });
  else multiply();
  then?.end();
  return { code, ...axis, time: timeFor([m, k, n], 0.01 * width) };
}

/** So many rows of A are laid aside together: all panels of B stream past them while they are in the nearest cache. */
export const together = 48;

/** Numbers from a step to the next where the rows of a tile were laid aside. */
const stride = 8;

/** Bytes for so many rows in tiles; parts of a product have theirs in a row. Four rows take a whole tile. */
export const asideSize = (k: number, m: number, width: Width): number => (m + 12) * (stride / 4) * k * width;

/**
 * The rows of a tile of a transposed A lie far apart from step to step, often in the same lines of the cache: they are
 * brought together once, before the panels of B stream past.
 */
function layerAside(code: Code, product: Product, i: Local) {
  const { k, width, a } = product;
  const { aside } = a;
  if (aside === undefined) return undefined;
  const bytes = stride * width;
  const last = pushLength(code, k).keep(types.i32);
  const [from, step, source, target] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  return {
    from,
    product: { ...product, a: { address: aside, alongM: 1, alongK: stride } },
    /** To the first tile of the part. */
    begin(): void {
      code.get(part.from).get(last).op(ops.i32Mul);
      code
        .i32(bytes / 4)
        .op(ops.i32Mul)
        .set(from);
    },
    next(): void {
      code.get(last).i32(bytes).op(ops.i32Mul).get(from).op(ops.i32Add).set(from);
    },
    lay(height: number): void {
      code.get(i).i32(width).op(ops.i32Mul).set(source);
      code.get(from).set(target);
      code.loop(step, 0, { local: last }, 1, () => {
        for (let at = 0; at < height * width; at += 16)
          code
            .get(target)
            .get(source)
            .memory(simd.load, a.address + at, 0)
            .memory(simd.store, aside + at, 0);
        code
          .get(source)
          .i32(a.alongK * width)
          .op(ops.i32Add)
          .set(source);
        code.get(target).i32(bytes).op(ops.i32Add).set(target);
      });
    },
  };
}

interface Block {
  readonly i: Local;
  /** How far from the beginning of A the tile lies, in bytes, where not `i` says it. */
  readonly from: Local | undefined;
  readonly j: Local;
  readonly height: number;
  readonly vectors: number;
  /** Columns that are stored. */
  readonly lanes: number;
  readonly mode: Mode;
  readonly then: Elements | undefined;
}

/** A block of C: loads nothing but A and B in its loop. */
function block(
  code: Code,
  { m, k, n, a, b, c, then: fusion, width }: Product,
  { i, from, j, height, vectors, lanes, mode, then }: Block,
): void {
  const { several } = code;
  const panel = panelOf(width);
  const sums = Array.from({ length: height * vectors }, () => code.local(types.v128));
  const parts = Array.from({ length: vectors > 2 ? 0 : vectors }, () => code.local(types.v128));
  const factors = Array.from({ length: vectors > 2 ? height : 1 }, () => code.local(types.v128));
  const [pa, pb, step, last] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  const zero = code.constant(0);
  for (const sum of sums) code.get(zero).set(sum);
  pushLength(code, k).set(last);
  if (from === undefined)
    code
      .get(i)
      .i32(a.alongM * width)
      .op(ops.i32Mul);
  else code.get(from);
  code.set(pa);
  // Panels lie one after the other: column j begins k·j numbers after the first.
  code.get(b.giver === undefined ? j : part.from);
  if (b.packed) code.get(last).op(ops.i32Mul);
  code.i32(width).op(ops.i32Mul).set(pb);
  const row = b.packed ? panel : n;

  const splat = (r: number, u: number, local: Local): void => {
    code.get(pa);
    code.memory(simd.load32Splat, a.address + (r * a.alongM + u * a.alongK) * width, 0).set(local);
  };
  // Two vectors make a row of a panel; the next two are those of the next panel.
  const aside = (v: number): number => (b.packed ? (v >> 1) * k * panel + (v & 1) * several : v * several);
  const load = (v: number, u: number): Code =>
    code.get(pb).memory(simd.load, b.address + (u * row + aside(v)) * width, 0);
  const add = (sum: Local, factor: Local, part: () => unknown): void => multiplyAdd(code, mode, sum, factor, part);
  const multiply = (u: number): void => {
    parts.forEach((part, v) => load(v, u).set(part));
    // Of a wide and low tile A is held, of the others B.
    if (parts.length === 0) {
      factors.forEach((factor, r) => splat(r, u, factor));
      for (let v = 0; v < vectors; v++) {
        const part = height > 1 ? load(v, u).keep() : undefined;
        factors.forEach((factor, r) =>
          add(sums[r * vectors + v]!, factor, () => (part === undefined ? load(v, u) : code.get(part))),
        );
      }
      return;
    }
    for (let r = 0; r < height; r++) {
      splat(r, u, factors[0]!);
      parts.forEach((part, v) => add(sums[r * vectors + v]!, factors[0]!, () => code.get(part)));
    }
  };
  const advance = (pointer: Local, by: number): void =>
    void code
      .get(pointer)
      .i32(by * width)
      .op(ops.i32Add)
      .set(pointer);
  code.i32(0).set(step);
  const steps = height === 1 ? 2 * unroll : unroll;
  for (const by of [steps, 1]) {
    if (k >= 0 && (by === 1 ? k % steps === 0 : k < steps)) continue;
    code.while(
      () => code.get(step).i32(by).op(ops.i32Add).get(last).op(ops.i32LeS),
      () => {
        for (let u = 0; u < by; u++) multiply(u);
        advance(pa, by * a.alongK);
        advance(pb, by * row);
        code.get(step).i32(by).op(ops.i32Add).set(step);
      },
    );
  }

  const [rowStep, columnStep] = fusion?.inPanels ? [panel, m] : [n, 1];
  const unit = then?.unit ?? width;
  code.get(i).i32(rowStep).op(ops.i32Mul).get(j).i32(columnStep).op(ops.i32Mul, ops.i32Add);
  const first = code.i32(unit).op(ops.i32Mul).keep(types.i32);
  sums.forEach((sum, index) => {
    const column = (index % vectors) * several;
    const place = (Math.floor(index / vectors) * rowStep + column) * unit;
    const offset = c + place;
    if (then) {
      code.get(first).i32(place).op(ops.i32Add).set(then.at);
      code.get(j).i32(column).op(ops.i32Add).i32(unit).op(ops.i32Mul).set(then.column);
      then.run(Math.min(several, lanes - column), sum);
    } else if (lanes - column >= several) code.get(first).get(sum).memory(simd.store, offset, 0);
    // Fewer columns than a vector holds: the next row begins right behind.
    else
      for (let lane = 0; lane < lanes - column; lane++)
        code
          .get(first)
          .get(sum)
          .memory(simd.store32Lane, offset + lane * width, 0)
          .op(lane);
  });
}
