import { normalizeAxis } from "./shape.ts";
import { takeAlong as takeAlongPrimitive } from "./primitives/along.ts";
import { argMax as argMaxPrimitive } from "./primitives/argMax.ts";
import { argSort as argSortPrimitive } from "./primitives/argSort.ts";
import { concat as concatPrimitive } from "./primitives/concat.ts";
import { cumsum as cumsumPrimitive } from "./primitives/cumsum.ts";
import { floor as floorPrimitive } from "./primitives/floor.ts";
import * as normal from "./primitives/normal.ts";
import { scatterAdd as scatterAddPrimitive, take } from "./primitives/rows.ts";
import * as sine from "./primitives/sine.ts";
import { pad as padPrimitive, slice as slicePrimitive } from "./primitives/slice.ts";
import { apply, type Tensor } from "./tensor.ts";

// Operations that not every program needs: functions, not methods, so that a bundle holds those in use.

export const sin = (x: Tensor): Tensor => apply(sine.sin, [x]);

export const cos = (x: Tensor): Tensor => apply(sine.cos, [x]);

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
export const erf = (x: Tensor): Tensor => apply(normal.erf, [x]);

/** Φ(x), the distribution function of the standard normal: ½(1 + erf(x/√2)) with all digits in the tail. */
export const normalCdf = (x: Tensor): Tensor => apply(normal.normalCdf, [x]);

/** φ(x) = e^(−x²/2)/√(2π), the density of the standard normal. */
export const normalPdf = (x: Tensor): Tensor => apply(normal.normalPdf, [x]);

/** The largest whole number that is not above. Its slope is 0. */
export const floor = (x: Tensor): Tensor => apply(floorPrimitive, [x]);

/** Index of the largest element along an axis, as int32; the first of several. */
export const argMax = (x: Tensor, axis: number): Tensor =>
  apply(argMaxPrimitive, [x], { axis: normalizeAxis("argMax", x.rank, axis) });

/** The indices that sort along an axis, ascending, as int32; equal elements keep their order. */
export const argSort = (x: Tensor, axis: number): Tensor =>
  apply(argSortPrimitive, [x], { axis: normalizeAxis("argSort", x.rank, axis) });

/** Ascending along an axis; NaN comes last. */
export const sort = (x: Tensor, axis: number): Tensor => takeAlong(x, argSort(x, axis), axis);

/** Running sum along an axis; from the end if `reverse`. */
export const cumsum = (x: Tensor, axis: number, { reverse = false }: { reverse?: boolean } = {}): Tensor =>
  apply(cumsumPrimitive, [x], { axis: normalizeAxis("cumsum", x.rank, axis), reverse });

/** From `start` up to, not including, `end` along an axis. */
export const slice = (x: Tensor, axis: number, start: number, end: number): Tensor =>
  apply(slicePrimitive, [x], { axis: normalizeAxis("slice", x.rank, axis), start, end });

/** Zeros before and after along an axis. */
export const pad = (x: Tensor, axis: number, before: number, after: number): Tensor =>
  apply(padPrimitive, [x], { axis: normalizeAxis("pad", x.rank, axis), before, after });

/** One after the other along an axis. */
export const concat = (tensors: readonly [Tensor, ...Tensor[]], axis: number): Tensor =>
  apply(concatPrimitive, tensors, { axis: normalizeAxis("concat", tensors[0].rank, axis) });

/** The entries along axis 0 that int32 indices of any shape name. */
export const gather = (x: Tensor, indices: Tensor): Tensor => apply(take, [x, indices]);

/** Adds updates to the entries along axis 0 that int32 indices name; an entry may be named often. */
export const scatterAdd = (x: Tensor, indices: Tensor, updates: Tensor): Tensor =>
  apply(scatterAddPrimitive, [x, indices, updates]);

/** Along an axis, the elements that int32 indices name; other axes are alike. */
export const takeAlong = (x: Tensor, indices: Tensor, axis: number): Tensor =>
  apply(takeAlongPrimitive, [x, indices], { axis: normalizeAxis("takeAlong", x.rank, axis) });
