import type { DType, Tensor } from "@chainrule/tensor";
import { bitsOf, Code, type Local, type Width } from "./code.ts";
import * as types from "./types.ts";
import * as atomics from "./atomics.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { emit, instructionsOf } from "./elementwise.ts";
import { type Kernel, part, timeFor } from "./kernel.ts";
import type { Mode } from "./mode.ts";
import { rootsOf } from "./schedule.ts";
import { bytesOf, type Reading, type Space } from "./space.ts";
import { vectorArithmetic } from "./vector.ts";

/** Several expressions in one loop, or with each vector of a product: what is read, computed and stored. */
export interface Fusion {
  readonly space: Space;
  /** Of the numbers that it computes with. What else it reads or stores goes with them, one in each lane. */
  readonly width: Width;
  readonly reads: readonly { node: Tensor; reading: Reading; address: number }[];
  readonly nodes: readonly Tensor[];
  readonly stores: ReadonlyMap<Tensor, number>;
  /** What else is read, as it is multiplied. */
  readonly product?: Tensor | undefined;
  /** Whether all that is read and stored lies in panels. */
  readonly inPanels?: boolean | undefined;
  /** What has to be finite: each, times 0, is put into the bits of the vector at this address, by several threads. */
  readonly guard: { readonly nodes: readonly Tensor[]; readonly address: number; readonly shared: boolean };
}

/** What is done with a vector of elements, by a function that goes over all. */
export interface Elements {
  /** Where the vector lies: its row, its column and its place in all, the last two in so many units an element. */
  readonly row: Local;
  readonly column: Local;
  readonly at: Local;
  readonly unit: number;
  /** Loads what is read once: for the whole function, or for a row. */
  readonly load: (reading: "scalar" | "row") => void;
  /**
   * Does it with so many elements.
   *
   * @param given - the product, where it is not in memory
   * @param limit - the place behind the last element, where that may come sooner
   */
  readonly run: (count: number, given?: Local, limit?: Local) => void;
  /** Has to be there where the function ends. */
  readonly end: () => void;
}

/** The code for a fusion within a function. */
export function elementsIn(code: Code, { width, reads, nodes, stores, product, guard }: Fusion, mode: Mode): Elements {
  const { several } = code;
  const m = vectorArithmetic(code, mode);
  const [row, column, at] = [0, 1, 2].map(() => code.local(types.i32)) as [Local, Local, Local];
  const found = new Map<Tensor, Local>();
  // Places are counted in bytes where all elements are of one width: that saves a shift at each address.
  const same = [...reads.map(({ node }) => node), ...stores.keys()].every(({ dtype }) => bytesOf(dtype) === width);
  const unit = same ? width : 1;
  const load = (...readings: readonly Reading[]): void => {
    for (const { node, reading, address } of reads) {
      if (!readings.includes(reading)) continue;
      const bytes = bytesOf(node.dtype);
      if (reading === "scalar") code.i32(0);
      else if (reading === "row") scaleBy(code.get(row), bytes);
      else scaleBy(code.get(reading === "column" ? column : at), bytes / unit);
      const one = reading === "scalar" || reading === "row";
      found.set(node, one ? loadOne(code, node.dtype, address) : loadSeveral(code, node.dtype, address));
    }
  };
  const guarded = guard.nodes.length > 0 ? code.local(types.v128) : undefined;
  /** x·0 is NaN where x is not finite, and then so is all that it gets into. */
  const check = (count: number, limit?: Local): void => {
    if (guarded === undefined) return;
    const left = (): Code => code.get(limit!).get(at).op(ops.i32Sub).v(simd.i32Splat);
    const inside = limit === undefined ? code.mask(count) : code.get(code.lanes(unit)).also(left).v(simd.ltI32).keep();
    for (const node of guard.nodes) {
      code.get(guarded).get(found.get(node)!);
      if (limit !== undefined || count < several) code.get(inside).v(simd.and);
      code.get(code.constant(0)).v(simd.mulF32).v(simd.or).set(guarded);
    }
  };
  return {
    row,
    column,
    at,
    unit,
    load,
    run(count, given, limit) {
      code.forget();
      load("full", "column");
      if (given !== undefined) found.set(product!, given);
      for (const node of nodes) {
        const roots = rootsOf(node).map((root) => operand(code, found, root));
        found.set(node, emit(code, m, node, roots));
      }
      for (const [node, address] of stores) store(code, node.dtype, found.get(node)!, { at, address, count, unit });
      check(count, limit);
    },
    end() {
      if (guarded === undefined) return;
      if (guard.shared) {
        for (const half of [0, 1]) {
          code.i32(0).get(guarded).v(simd.extractI64).op(half);
          code.atomic(atomics.or64, guard.address + 8 * half).op(ops.drop);
        }
        return;
      }
      code.i32(guard.address).i32(guard.address).memory(simd.load, 0, 0).get(guarded).v(simd.or);
      code.memory(simd.store, 0, 0);
    },
  };
}

/** One function for a fused loop, a vector of elements at a time. */
export function elementwiseKernel(fusion: Fusion, mode: Mode): Kernel {
  const { space, width, reads, nodes, stores } = fusion;
  const code = new Code(undefined, width);
  const { several } = code;
  const { row, column, at, unit, load, run, end } = elementsIn(code, fusion, mode);
  load("scalar");
  const flat = reads.every(({ reading }) => reading === "full" || reading === "scalar") || space.lead === 1;
  const length = flat ? space.lead * space.last : space.last;
  if (flat) {
    const first = code.get(part.from).i32(unit).op(ops.i32Mul).keep(types.i32);
    const limit = code.get(part.to).i32(unit).op(ops.i32Mul).keep(types.i32);
    const whole = length > 0 && length % several === 0;
    // One loop over everything; memory is padded, so that the last vector may reach beyond the end.
    code.loop(at, { local: first }, { local: limit }, several * unit, () => {
      code.get(at).set(column);
      run(several, undefined, whole ? undefined : limit);
    });
  } else {
    const whole = space.last - (space.last % several);
    const place = (): void =>
      void code
        .get(row)
        .i32(space.last * unit)
        .op(ops.i32Mul)
        .get(column)
        .op(ops.i32Add)
        .set(at);
    code.loop(row, { local: part.from }, { local: part.to }, 1, () => {
      load("row");
      if (whole > 0) {
        code.loop(column, 0, whole * unit, several * unit, () => {
          place();
          run(several);
        });
      }
      // The rest of a row must not touch the next one.
      if (whole < space.last) {
        code.i32(whole * unit).set(column);
        place();
        run(space.last - whole);
      }
    });
  }
  end();
  const work = nodes.reduce((sum, node) => sum + instructionsOf(node), 2 * (reads.length + stores.size));
  const axis = flat ? { length, grain: 16 } : { length: space.lead, grain: 1 };
  return { code, ...axis, time: timeFor([space.lead, space.last], 0.02 * width * work) };
}

/** An input that is neither read nor computed here is a number. */
function operand(code: Code, found: ReadonlyMap<Tensor, Local>, node: Tensor): Local {
  const local = found.get(node);
  if (local !== undefined) return local;
  const value = node.data![0]!;
  if (bytesOf(node.dtype) === code.width && node.dtype !== "int32") return code.number(value);
  return code.constant(node.dtype === "float32" ? bitsOf(value) : node.dtype === "int32" ? value : -value);
}

const scaleBy = (code: Code, width: number): Code => (width === 1 ? code : code.i32(width).op(ops.i32Mul));

/** As many elements as there are lanes, from the address on the stack. */
function loadSeveral(code: Code, dtype: DType, address: number): Local {
  if (dtype !== "bool")
    return code.memory(bytesOf(dtype) === code.width ? simd.load : simd.load64Zero, address, 0).keep();
  code.memory(simd.load32Zero, address, 0).v(simd.i16ExtendI8).v(simd.i32ExtendI16).v(simd.negI32);
  return (code.width === 8 ? code.v(simd.i64ExtendI32) : code).keep();
}

/** One element in all lanes. */
function loadOne(code: Code, dtype: DType, address: number): Local {
  if (bytesOf(dtype) === code.width) return code.memory(simd.load32Splat, address, 0).keep();
  const first = loadSeveral(code, dtype, address);
  const bytes = dtype === "bool" ? code.width : 4;
  return code
    .get(first)
    .get(first)
    .v(simd.shuffle)
    .op(...Array.from({ length: 16 }, (_, at) => at % bytes))
    .keep();
}

/** Stores the first elements of a vector. */
function store(
  code: Code,
  dtype: DType,
  value: Local,
  { at, address, count, unit }: { at: Local; address: number; count: number; unit: number },
): void {
  const bytes = bytesOf(dtype);
  const place = (): Code => scaleBy(code.get(at), bytes / unit);
  if (bytes === code.width) {
    if (count === code.several) place().get(value).memory(simd.store, address, 0);
    else
      for (let lane = 0; lane < count; lane++)
        place()
          .get(value)
          .memory(simd.store32Lane, address + bytes * lane, 0)
          .op(lane);
    return;
  }
  if (bytes === 4) {
    for (let lane = 0; lane < count; lane++)
      place()
        .get(value)
        .v(simd.extractI32)
        .op(lane, ops.i32Store, 0)
        .index(address + 4 * lane);
    return;
  }
  const ones = code.get(value).get(code.constant(1)).v(simd.and).keep();
  code.get(ones).get(ones).v(simd.i16Narrow).get(ones).v(simd.i8Narrow).set(ones);
  if (count === 4) place().get(ones).v(simd.extractI32).op(0, ops.i32Store, 0).index(address);
  else
    for (let lane = 0; lane < count; lane++)
      place()
        .get(ones)
        .memory(simd.store8Lane, address + lane, 0)
        .op((lane * code.width) / 4);
}
